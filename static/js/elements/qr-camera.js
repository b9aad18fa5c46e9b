// The camera of a page, opened by a tap: one stream for the visit. What it reads is sent by an ordinary form, as if typed.
import {open, ours, system} from "../camera.js";
import {detector} from "../detector.js";

const AGAIN = 4000; // milliseconds out of sight before the same square is read again
const PACE = 150;
const busy = () => document.querySelector("dialog[open]"); // what came of the one before is being read

customElements.define("qr-camera", class extends HTMLElement {
  connectedCallback() {
    if (!this.video) this.furnish();
    document.addEventListener("visibilitychange", this.leave);
  }

  disconnectedCallback() {
    document.removeEventListener("visibilitychange", this.leave);
    this.stop();
  }

  furnish() {
    this.append(this.querySelector("template").content.cloneNode(true));
    this.video = this.querySelector("video");
    for (const way of this.querySelectorAll("[data-system]")) way.hidden = way.dataset.system !== system;
    this.addEventListener("click", ({target}) => this[target.closest("[data-act]")?.dataset.act]?.());
    this.addEventListener("change", ({target}) => this.photo(target));
  }

  async start() {
    const visit = (this.visit = {});
    this.say();
    this.show(true);
    this.video.scrollIntoView({block: "center"});
    try {
      const stream = await open();
      if (this.visit !== visit) return stream.getTracks().forEach((track) => track.stop());
      [this.track] = stream.getTracks();
      this.track.addEventListener("ended", () => this.stop("busy"));
      this.querySelector("[data-act=light]").hidden = !this.track.getCapabilities?.().torch;
      this.video.srcObject = stream;
      this.video.play().catch(() => {}); // closed meanwhile
      const reader = await detector().catch(() => Promise.reject("unread"));
      while (this.visit === visit) {
        const found = busy() ? [] : await reader.detect(this.video).catch(() => []); // no picture yet
        if (this.visit === visit && found.length) this.read(found);
        await new Promise((next) => setTimeout(next, PACE));
      }
    } catch (why) {
      if (this.visit === visit) this.stop(why);
    }
  }

  stop(why) {
    this.track?.stop();
    this.visit = this.track = this.video.srcObject = null;
    this.show(false);
    this.say(why);
  }

  leave = () => document.hidden && this.visit && this.stop();
  light = () => this.track.applyConstraints({advanced: [{torch: !this.track.getSettings().torch}]});

  async photo(input) {
    const [file] = input.files;
    const reader = await detector().catch(() => {});
    for (const size of [{resizeWidth: 1600, resizeQuality: "high"}, {}]) { // a far square needs the whole of it
      const found = await createImageBitmap(file, size).then((picture) => reader.detect(picture)).catch(() => []);
      if (found.length) return this.read(found, this.last = input.value = "");
    }
    input.value = "";
    this.say(reader ? "blank" : "unread");
  }

  read(found) {
    const club = ({rawValue}) => ours(rawValue, this.dataset.club);
    const {rawValue: text} = found.find(club) ?? found[0];
    const seen = text === this.last && Date.now() - this.seen < AGAIN;
    [this.last, this.seen] = [text, Date.now()];
    if (!seen) return ours(text, this.dataset.club) ? this.send(text) : this.say("foreign");
  }

  send(text) {
    document.dispatchEvent(new CustomEvent("camera:seen")); // the scanner's form comes with its sheet
    const form = document.getElementById(this.dataset.form);
    this.say();
    navigator.vibrate?.(40);
    form.elements.code.value = text;
    form.requestSubmit();
  }

  show(live) {
    const held = this.contains(document.activeElement); // by a button that goes: the one that comes takes it over
    this.toggleAttribute("live", live);
    for (const part of this.querySelectorAll("[data-live]")) part.hidden = (part.dataset.live === "yes") !== live;
    if (held) this.querySelector("[data-act]:not([hidden])").focus({preventScroll: true});
  }

  say(why) {
    for (const words of this.querySelectorAll("[data-says]")) words.hidden = words.dataset.says !== why;
  }
});
