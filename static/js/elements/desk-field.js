// The next scan follows by itself: the field is emptied once its code is taken, and has the focus after each answer.
// Emptied then, not at the answer: a quick scanner may have typed the next code meanwhile.
customElements.define("desk-field", class extends HTMLElement {
  connectedCallback() {
    if (document.querySelector("[data-desk]")) this.field.value = ""; // answered before this file came
    document.addEventListener("htmx:config:request", this.empty);
    document.addEventListener("htmx:after:swap", this.take);
    document.addEventListener("keydown", this.hear);
  }

  disconnectedCallback() {
    document.removeEventListener("htmx:config:request", this.empty);
    document.removeEventListener("htmx:after:swap", this.take);
    document.removeEventListener("keydown", this.hear);
  }

  get field() {
    return this.querySelector("input[name=code]");
  }

  empty = (event) => {
    if (this.contains(event.target)) this.field.value = "";
  };

  // A scanner types wherever the focus is, on Remis too: what it types belongs here.
  hear = ({key, target, ctrlKey, altKey, metaKey}) => {
    const types = key.length === 1 && key !== " " && !ctrlKey && !altKey && !metaKey;
    if (types && !target.matches("input:not([type=hidden]), select, textarea")) this.field.focus();
  };

  take = (event) => {
    if (this.field.value === event.detail.ctx.request.body?.get("code")) this.field.value = "";
    if (event.target === document.body) return; // a whole page came, with a focus of its own
    (document.getElementById("found") ?? this.field).focus();
  };
});
