// Everything works without this file; it loads an element only where its tag stands.
const elements = ["points-token", "scan-now"];

function wake() {
  for (const name of elements) {
    if (document.querySelector(name) && !customElements.get(name)) import(`./elements/${name}.js`);
  }
}

wake();
document.addEventListener("htmx:after:swap", wake);
