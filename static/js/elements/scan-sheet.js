// What a scan came to, in a sheet over the camera, which goes on when the sheet is closed.
customElements.define("scan-sheet", class extends HTMLElement {
  connectedCallback() {
    if (!this.querySelector("dialog")) {
      this.append(this.querySelector("template").content.cloneNode(true));
      this.querySelector("#seen").addEventListener("submit", () => this.open()); // before htmx, which looks for its place
      htmx.process(this);
      this.querySelector("#scan-again").addEventListener("click", () => this.querySelector("dialog").close());
    }
    document.addEventListener("htmx:after:swap", this.look);
    document.addEventListener("htmx:finally:request", this.look);
  }

  disconnectedCallback() {
    document.removeEventListener("htmx:after:swap", this.look);
    document.removeEventListener("htmx:finally:request", this.look);
  }

  open() {
    this.querySelector("#landing").replaceWith(Object.assign(document.createElement("div"), {id: "landing"}));
    this.say("wait");
    if (!this.querySelector("dialog[open]")) this.querySelector("dialog").showModal();
  }

  // Answered, or not: then it waits in the phone, or nothing was sent.
  look = ({type, detail: {ctx}}) => {
    const landing = this.querySelector("#landing");
    if (!this.contains(ctx.sourceElement) && !landing?.contains(ctx.sourceElement)) return;
    if (landing.dataset.scan || landing.firstElementChild) this.say();
    else if (type === "htmx:finally:request") this.say(this.querySelector("#seen").dataset.kept ? "kept" : "lost");
    this.querySelector("dialog [autofocus], dialog [data-said]:not([hidden])")?.focus();
  };

  say(what) {
    for (const words of this.querySelectorAll("[data-said]")) words.hidden = words.dataset.said !== what;
  }
});
