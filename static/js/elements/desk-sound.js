// A short sound for each colour, for whoever looks at the visitor and not at the screen. It follows words, never replaces them.
const tunes = { green: [[660, 0], [880, 0.11]], amber: [[520, 0], [520, 0.16]], red: [[220, 0], [165, 0.18]] };
let speaker;

customElements.define("desk-sound", class extends HTMLElement {
  connectedCallback() {
    if (!navigator.userActivation?.hasBeenActive) return; // browsers are mute until someone acts
    speaker ??= new AudioContext();
    for (const [pitch, start] of tunes[this.dataset.colour] ?? []) this.sound(pitch, speaker.currentTime + start);
  }

  sound(pitch, start) {
    const note = new OscillatorNode(speaker, { type: "triangle", frequency: pitch });
    const volume = new GainNode(speaker, { gain: 0.25 });
    volume.gain.setValueAtTime(0.25, start);
    volume.gain.exponentialRampToValueAtTime(0.001, start + 0.14);
    note.connect(volume).connect(speaker.destination);
    note.start(start);
    note.stop(start + 0.15);
  }
});
