// The next scan follows by itself: the field is emptied once its code is taken, and has the focus after each answer;
// what a camera read has it instead, since nobody types there. What the desk is told is seen, however small the screen.
// Emptied then, not at the answer: a quick scanner may have typed the next code meanwhile.
customElements.define("desk-field", class extends HTMLElement {
  connectedCallback() {
    if (document.querySelector("[data-desk]")) this.field.value = ""; // answered before this file came
    document.addEventListener("camera:seen", this.aim);
    document.addEventListener("htmx:config:request", this.empty);
    document.addEventListener("htmx:after:swap", this.take);
    document.addEventListener("keydown", this.hear);
  }

  disconnectedCallback() {
    document.removeEventListener("camera:seen", this.aim);
    document.removeEventListener("htmx:config:request", this.empty);
    document.removeEventListener("htmx:after:swap", this.take);
    document.removeEventListener("keydown", this.hear);
  }

  get field() {
    return this.querySelector("input[name=code]");
  }

  aim = () => (this.aimed = true);

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
    const told = document.getElementById("found") ?? document.getElementById("sight");
    const read = this.aimed || told.id === "found";
    (read ? told : this.field).focus({preventScroll: true});
    told.scrollIntoView({block: "nearest"});
    this.aimed = false;
  };
});
