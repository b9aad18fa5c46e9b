// An article kept for later is kept in this phone too, among its member's private pages, where the worker finds it.
customElements.define("keep-offline", class extends HTMLElement {
  connectedCallback() {
    this.settle().catch(() => {}); // without network: at the next visit
  }

  async settle() {
    const {mark} = document.documentElement.dataset;
    const mine = await caches.open(`mine-${mark}`);
    const {pathname, search} = location;
    if (this.dataset.wanted === "yes") {
      const answer = await fetch(pathname + search);
      if (answer.ok && answer.headers.get("X-Club-Mark") === mark) await mine.put(pathname, answer);
    } else await mine.delete(pathname);
    this.dataset.kept = this.dataset.wanted;
  }
});
