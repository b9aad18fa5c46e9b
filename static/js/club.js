// Everything works without this file; it loads an element only where its tag stands.
const elements = ["points-token", "scan-now", "keep-awake", "desk-field", "desk-sound"];

function wake() {
  for (const name of elements) {
    if (document.querySelector(name) && !customElements.get(name)) import(`./elements/${name}.js`);
  }
}

// Galleries have thick walls: say when nothing came back, and believe no answer but the club's own.
function lost() {
  const messages = document.querySelector("#messages");
  messages?.replaceChildren(document.querySelector("#lost").content.cloneNode(true));
}

document.addEventListener("htmx:error", (event) => event.detail.ctx && lost());
document.addEventListener("htmx:before:response", (event) => {
  if (event.detail.ctx.response.headers.has("X-Request-ID")) return;
  event.preventDefault();
  lost();
});

wake();
document.addEventListener("htmx:after:swap", wake);
