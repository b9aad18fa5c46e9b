// Opening a poster's address is enough: the form inside is posted once, when somebody really looks at the page.
let posted = false;

customElements.define("scan-now", class extends HTMLElement {
  connectedCallback() {
    document.addEventListener("visibilitychange", this.look);
    document.addEventListener("prerenderingchange", this.look);
    document.addEventListener("htmx:after:swap", thank);
    this.look();
  }

  disconnectedCallback() {
    document.removeEventListener("visibilitychange", this.look);
    document.removeEventListener("prerenderingchange", this.look);
  }

  look = async () => {
    if (posted || document.visibilityState !== "visible" || document.prerendering) return;
    posted = true;
    if (navigator.serviceWorker?.controller) await import("../scan-forms.js").catch(() => {}); // written down before it is sent
    this.querySelector("form")?.requestSubmit();
  };
});

function thank() {
  if (!document.querySelector("[data-scan='credited']")) return;
  document.removeEventListener("htmx:after:swap", thank);
  if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.([30, 40, 60]);
}
