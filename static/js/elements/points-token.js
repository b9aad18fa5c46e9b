// The token turns once when the balance it shows is not the one shown before.
let shown;

customElements.define("points-token", class extends HTMLElement {
  connectedCallback() {
    const balance = this.dataset.balance;
    if (shown !== undefined && shown !== balance) {
      this.querySelector(".token")?.classList.add("token--turning");
    }
    shown = balance;
  }
});
