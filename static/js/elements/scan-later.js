// A poster's address opened without network: the scan is kept under one name, however often the page is shown again.
import {read} from "../codes.js";
import {keep} from "../queue.js";

customElements.define("scan-later", class extends HTMLElement {
  async connectedCallback() {
    const {pathname, search} = location;
    const moving = new URLSearchParams(search).has("proof");
    const code = read(decodeURIComponent(pathname));
    const scan_id = history.state?.scan_id ?? crypto.randomUUID();
    history.replaceState({...history.state, scan_id}, "");
    const waits = !moving && code?.startsWith("P") && (await keep(code, {scan_id}));
    const says = moving ? "moving" : !waits ? "none" : waits.scan_id === scan_id ? "kept" : "again";
    this.querySelector(`[data-says=${says}]`).hidden = false;
  }
});
