// The club may stand on the home screen: offered after something went well, and not again for a month once declined.
import {install, possible} from "../install.js";
import {note} from "../shelf.js";

const MONTH = 30 * 24 * 3600 * 1000;
const apple = /iPhone|iPad/.test(navigator.userAgent) || (/Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1); // an iPad says it is a Mac

customElements.define("install-app", class extends HTMLElement {
  connectedCallback() {
    document.addEventListener("install:possible", this.offer);
    this.addEventListener("click", this.answer);
    this.offer();
  }

  disconnectedCallback() {
    document.removeEventListener("install:possible", this.offer);
  }

  offer = async () => {
    const there = matchMedia("(display-mode: standalone)").matches || navigator.standalone;
    if (there || !(possible() || apple) || Date.now() - ((await note("declined")) ?? 0) < MONTH) return;
    if (this.querySelector(".note")) return;
    this.append(this.querySelector("template").content.cloneNode(true));
    this.querySelector(possible() ? "[data-steps]" : "[data-install]").remove();
  };

  answer = async ({target}) => {
    if (target.closest("[data-later]")) await note("declined", Date.now());
    else if (target.closest("[data-install]")) {
      if ((await install())?.outcome === "dismissed") await note("declined", Date.now());
    }
    else return;
    this.remove();
  };
});
