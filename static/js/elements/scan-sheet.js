// What a scan came to, in a sheet over the camera, which goes on when the sheet is closed.
customElements.define("scan-sheet", class extends HTMLElement {
  connectedCallback() {
    document.addEventListener("camera:seen", this.open);
    document.addEventListener("htmx:after:swap", this.look);
    document.addEventListener("htmx:finally:request", this.look);
  }

  disconnectedCallback() {
    document.removeEventListener("camera:seen", this.open);
    document.removeEventListener("htmx:after:swap", this.look);
    document.removeEventListener("htmx:finally:request", this.look);
  }

  // A sheet, and a form, for each square: the page has but one form that types until then.
  open = () => {
    const sheet = this.querySelector("template").content.cloneNode(true).querySelector("dialog");
    this.append(sheet);
    htmx.process(sheet);
    sheet.querySelector("#seen").elements.scan_id.value = crypto.randomUUID();
    sheet.querySelector("#scan-again").addEventListener("click", () => sheet.close());
    sheet.addEventListener("close", () => {
      sheet.remove();
      document.querySelector("qr-camera [data-act]:not([hidden])")?.focus({preventScroll: true});
    });
    sheet.showModal();
    this.say("wait");
  };

  // Answered, or not: then it waits in the phone, or nothing was sent.
  look = ({type}) => {
    const landing = this.querySelector("#landing");
    if (!landing) return;
    if (landing.dataset.scan || landing.firstElementChild) this.say();
    else if (type === "htmx:finally:request") {
      const {kept, unsaid} = this.querySelector("#seen").dataset;
      this.querySelector("[data-said=unsaid]").textContent = unsaid;
      this.say(unsaid ? "unsaid" : kept ? "kept" : "lost");
    }
    this.querySelector("[autofocus], [data-said]:not([hidden])")?.focus();
  };

  say(what) {
    for (const words of this.querySelectorAll("[data-said]")) words.hidden = words.dataset.said !== what;
  }
});
