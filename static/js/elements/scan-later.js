// A poster's address opened without network: the scan is kept under one name, however often the page is shown again.
import {read} from "../codes.js";
import {keep} from "../queue.js";

customElements.define("scan-later", class extends HTMLElement {
  async connectedCallback() {
    const {pathname, search} = location;
    const moving = new URLSearchParams(search).has("proof");
    this.querySelector(moving ? "[data-moving]" : "[data-kept]").hidden = false;
    if (moving) return;
    const scan_id = history.state?.scan_id ?? crypto.randomUUID();
    history.replaceState({...history.state, scan_id}, "");
    await keep(read(decodeURIComponent(pathname)), {scan_id});
  }
});
