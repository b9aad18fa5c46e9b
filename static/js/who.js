// Whose pages this browser keeps: an opaque mark and a language, written by the worker, and here by the page itself,
// since what follows a form may never have passed by the worker.
const shown = document.documentElement;

export async function who() {
  const known = await (await caches.open("who")).match("/");
  return known ? known.json() : {};
}

// A page of nobody in particular, shown without network, says nothing of who is there.
export async function remember() {
  const {mark} = shown.dataset;
  const known = await who();
  if (mark === undefined) return offer(known.mark);
  if (known.mark !== mark && performance.timeOrigin < known.at) return; // given before whoever is here came
  const at = known.mark === mark ? known.at : Date.now();
  await (await caches.open("who")).put("/", Response.json({mark, language: shown.lang, at}));
  for (const name of await caches.keys()) {
    if (name.startsWith("mine-") ? name !== `mine-${mark}` : name === "pictures" && at !== known.at) await caches.delete(name);
  }
}

// Of the pages that open without network, those that this phone keeps.
async function offer(mark) {
  for (const link of document.querySelectorAll("#here a")) {
    if (await caches.match(link.href, {cacheName: `mine-${mark}`, ignoreVary: true})) link.hidden = link.closest("#here").hidden = false;
  }
}

export async function ask(address, options) {
  return heard(await fetch(address, {...options, redirect: "error", signal: AbortSignal.timeout(20_000)}));
}

// A session may have been ended from afar: the first answer that says so is enough.
function heard(answer) {
  if (answer.status === 401 && answer.headers.has("X-Request-ID")) leave();
  return answer;
}

document.addEventListener("htmx:before:response", ({detail: {ctx}}) => heard(ctx.response));

// The worker does it, since this page may be gone at once.
const leave = () => navigator.serviceWorker.controller?.postMessage("somebody left");

// What a form has to carry to be believed, as fresh as whoever is here.
export async function token() {
  return (await (await ask("/scans/jeton", {cache: "no-store"})).json()).token;
}

// Whoever leaves takes their pages along, even if the answer never comes.
addEventListener("submit", ({target}) => new URL(target.action).pathname === "/deconnexion" && leave());

// A page the browser took out of its own memory may be of somebody who has left since.
addEventListener("pageshow", async (event) => {
  if (event.persisted && shown.dataset.mark !== undefined && shown.dataset.mark !== (await who()).mark) location.reload();
});
