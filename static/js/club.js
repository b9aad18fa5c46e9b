// Everything works without this file; it loads an element only where its tag stands.
const elements = ["points-token", "scan-now", "scan-later", "keep-awake", "install-app", "qr-camera", "scan-sheet", "desk-field", "desk-sound", "read-through", "keep-offline"];

function wake() {
  for (const name of elements) {
    if (document.querySelector(name) && !customElements.get(name)) import(`./elements/${name}.js`);
  }
}

// Galleries have thick walls: say when nothing came back, and believe no answer but the club's own.
function lost({dataset: {kept, unsaid}}) {
  if (kept && !unsaid) return; // a scan that is kept says so itself
  const words = document.querySelector("#lost").content.cloneNode(true);
  if (unsaid) words.querySelector("p").textContent = unsaid;
  document.querySelector("#messages")?.replaceChildren(words);
  show();
}

// What is said in answer is seen, wherever on the page it was asked; of what went well, who still stands where it was done
// sees it there: in focus, or by the button, as some phones focus none that is touched.
function show(button) {
  const told = document.querySelector("#messages > *");
  const there = document.activeElement !== document.body || document.getElementById(button?.id)?.checkVisibility?.();
  if (there && told?.matches(".message--good")) return;
  told?.scrollIntoView({block: "nearest"});
}

document.addEventListener("htmx:error", ({detail: {ctx}}) => ctx && lost(ctx.sourceElement));
document.addEventListener("htmx:before:response", (event) => {
  if (event.detail.ctx.response.headers.has("X-Request-ID")) return;
  event.preventDefault();
  lost(event.detail.ctx.sourceElement);
});

// A plain form sent where there is no network at all would end on the browser's own page, and what was typed with it.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (navigator.onLine || event.defaultPrevented || form.method !== "post" || form.hasAttribute("hx-post")) return;
  event.preventDefault();
  lost(form);
});

wake();
document.addEventListener("htmx:after:swap", ({detail: {ctx}}) => {
  wake();
  if (ctx.request.method !== "GET") show(ctx.request.submitter);
});

// The worker comes after the page, and what stands on it (scans that wait, a new version) after the worker.
const workers = navigator.serviceWorker;
const none = () => {}; // refused by the browser: the club works without
if (workers?.controller) import("./phone.js").catch(none);
else if (workers) addEventListener("load", () => begin().catch(none));

async function begin() {
  await workers.register("/service-worker.js");
  await workers.ready;
  await import("./phone.js");
}
