// How many scans wait for the network, and what became of each once it was back.
import {read} from "../codes.js";
import {waiting} from "../queue.js";

customElements.define("scan-queue", class extends HTMLElement {
  connectedCallback() {
    document.addEventListener("scan:kept", this.count);
    document.addEventListener("scan:answered", this.tell);
    this.count({});
  }

  disconnectedCallback() {
    document.removeEventListener("scan:kept", this.count);
    document.removeEventListener("scan:answered", this.tell);
  }

  count = async ({detail}) => {
    const {length} = await waiting();
    const line = this.querySelector("[data-one]");
    line.textContent = (length === 1 ? line.dataset.one : line.dataset.many).replace(/\d+/, length);
    line.closest("div").hidden = !length;
    if (detail && !document.querySelector("dialog[open]")) line.scrollIntoView({block: "nearest"}); // wherever on the page it was scanned
  };

  tell = ({detail: {result, message, balance, code, scanned_at, title, lang}}) => {
    const line = this.querySelector("template").content.cloneNode(true);
    const words = line.querySelector("p");
    words.dataset.scan = result;
    const here = document.documentElement.lang;
    const when = new Date(scanned_at).toLocaleString(here, {weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23"});
    const what = title ? {textContent: title, lang} : {textContent: `${when}, ${read(code) ?? code}`};
    words.prepend(Object.assign(document.createElement("b"), what), ` ${message} `);
    for (const link of line.querySelectorAll("a")) link.hidden = !link.dataset.after.split(" ").includes(result);
    line.querySelector("[data-after^=answer]").href = `/q/${read(code)}`;
    this.append(line);
    const purse = document.querySelector("#purse");
    if (purse && result === "credited") {
      purse.dataset.balance = balance;
      purse.querySelector(".token > span").firstChild.data = balance.toLocaleString(here);
    }
  };
});
