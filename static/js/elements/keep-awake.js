// A voucher held out at a desk must not go dark: the screen stays awake while the page is looked at, where it can.
customElements.define("keep-awake", class extends HTMLElement {
  connectedCallback() {
    document.addEventListener("visibilitychange", this.hold);
    this.hold();
  }

  disconnectedCallback() {
    document.removeEventListener("visibilitychange", this.hold);
    this.lock?.release();
  }

  hold = async () => {
    if (document.visibilityState !== "visible") return;
    this.lock = await navigator.wakeLock?.request("screen").catch(() => null); // refused when the battery is low
  };
});
