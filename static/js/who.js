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
  if (mark === undefined) return;
  await (await caches.open("who")).put("/", Response.json({mark, language: shown.lang}));
  for (const name of await caches.keys()) if (name.startsWith("mine-") && name !== `mine-${mark}`) await caches.delete(name);
}

// A page the browser took out of its own memory may be of somebody who has left since.
addEventListener("pageshow", async (event) => {
  if (event.persisted && shown.dataset.mark !== undefined && shown.dataset.mark !== (await who()).mark) location.reload();
});
