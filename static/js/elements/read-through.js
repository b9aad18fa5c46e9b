// The end of an article says by itself that it was reached, once there was time to read what stands above it.
customElements.define("read-through", class extends HTMLElement {
  connectedCallback() {
    const since = performance.timeOrigin; // when the page was asked for
    this.watch = new IntersectionObserver(([{isIntersecting}]) => {
      clearTimeout(this.wait);
      if (!isIntersecting) return;
      const left = this.dataset.after * 1000 + 2000 - (Date.now() - since);
      this.wait = setTimeout(() => this.querySelector("form")?.requestSubmit(), Math.max(0, left));
    }, {threshold: 1});
    this.watch.observe(this);
  }

  disconnectedCallback() {
    this.watch.disconnect();
    clearTimeout(this.wait);
  }
});
