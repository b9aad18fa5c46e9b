// The club's worker: what a phone keeps of the club, and what it shows where the walls are thick.
// The server writes a first line above this one: const TREE, the hash of the static files. A new tree is a new worker.

const SHELL = `shell-${TREE}`;
const PICTURES = "pictures";
const WHO = "who"; // one entry: the mark and the language of whoever used this browser last
const PATIENCE = 3000; // milliseconds before a page is looked for here
const PICTURES_AT_MOST = 80;

const FILES = [
  "css/club.css", "icons/sprite.svg", "icons/club.svg", "vendor/young-serif@5.3.0/young-serif-latin-400-normal.woff2",
  "vendor/htmx@4.0.1/htmx.min.js", "vendor/idb@8.0.4/umd.js", "js/camera.js", "js/club.js", "js/codes.js", "js/detector.js", "js/install.js", "js/phone.js", "js/queue.js", "js/scan-forms.js", "js/shelf.js", "js/who.js",
  ...["points-token", "scan-now", "scan-later", "scan-queue", "keep-awake", "qr-camera", "scan-sheet"].map((name) => `js/elements/${name}.js`),
].map((path) => `/static/${TREE}/${path}`);
const OFFLINE = ["/hors-ligne", "/hors-ligne/scan", "/hors-ligne/scanner"]; // kept as a stranger sees them
const LANGUAGES = ["fr", "en"];

const MINE = /^\/moi\/(carte|articles|bons(\/\d+)?)$/; // private pages that open without network, as do the articles kept
const ARTICLE = /^\/articles\//;
const CARD = "/moi/carte";
const NEVER = /^\/(equipe|connexion|inscription|deconnexion|langue)(\/|$)/;

self.addEventListener("install", (event) => event.waitUntil(keepShell()));
self.addEventListener("activate", (event) => event.waitUntil(begin()));
self.addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting(); // somebody pressed “Recharger”: never by itself
  if (event.data === "somebody left") event.waitUntil(settle("none"));
});

self.addEventListener("fetch", (event) => {
  const {request} = event;
  const {origin, pathname} = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin || request.headers.has("HX-Request")) return;
  if (pathname.startsWith("/static/")) event.respondWith(file(request));
  else if (/^\/(images|plaques)\//.test(pathname)) event.respondWith(picture(event));
  else if (request.mode === "navigate") event.respondWith(NEVER.test(pathname) ? apart(event) : page(event, pathname));
});

async function keepShell() {
  await (await caches.open(SHELL)).addAll(FILES);
  await keepPages(LANGUAGES.find((language) => navigator.language.startsWith(language)) ?? "fr");
}

async function keepPages(language) {
  const shell = await caches.open(SHELL);
  for (const path of OFFLINE) {
    if (await shell.match(`${path}?${language}`, {ignoreVary: true})) continue;
    const answer = await fetch(path, {credentials: "omit", headers: {"Accept-Language": language}});
    if (!answer.ok) throw new Error(`${path} did not come`);
    await shell.put(`${path}?${language}`, answer);
  }
}

async function begin() {
  await self.registration.navigationPreload?.enable();
  for (const name of await caches.keys()) if (name.startsWith("shell-") && name !== SHELL) await caches.delete(name);
  await self.clients.claim();
}

async function file(request) {
  const kept = await caches.match(request, {ignoreVary: true});
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok && request.url.includes(`/static/${TREE}/`)) await (await caches.open(SHELL)).put(request, answer.clone());
  return answer;
}

async function picture(event) {
  const pictures = await caches.open(PICTURES);
  const kept = await pictures.match(event.request, {ignoreVary: true});
  const fresh = fetch(event.request).then(async (answer) => {
    if (!answer.ok) return answer;
    await pictures.put(event.request, answer.clone());
    const oldest = (await pictures.keys()).slice(0, -PICTURES_AT_MOST);
    await Promise.all(oldest.map((request) => pictures.delete(request)));
    return answer;
  });
  event.waitUntil(fresh.catch(() => {}));
  return kept ?? fresh;
}

// The network first, for three seconds, a fault or a portal's page being no answer; then what this member keeps of that
// page; then whatever did answer, or a page that says that nothing does.
async function page(event, path) {
  const fresh = fromNetwork(event, path);
  event.waitUntil(fresh.catch(() => {}));
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  const answer = await Promise.race([fresh, late]).catch(() => null);
  if (answer?.headers.has("X-Request-ID") && answer.status < 500) return answer;
  return (await kept(path)) ?? answer ?? (await instead(path)) ?? fresh;
}

const sent = async (event) => (await event.preloadResponse) ?? fetch(event.request);
// Signing in and the staff's pages are neither waited for nor looked at; without network they too end on a page of ours.
const apart = (event) => sent(event).catch(() => instead("/"));

async function fromNetwork(event, path) {
  const asked = Date.now();
  const answer = await sent(event);
  event.waitUntil(remember(answer.clone(), path, asked));
  return answer;
}

async function remember(answer, path, asked) {
  const mark = answer.headers.get("X-Club-Mark"); // none on a redirection, or on a wireless portal's page
  if (mark === null || answer.status >= 500) return; // at a fault, nobody knows who is there
  const known = await whose();
  if (known.mark !== mark && asked < known.at) return; // it was on its way while somebody else came in
  const language = answer.headers.get("Content-Language");
  await settle(mark, language);
  await keepPages(language);
  if (mark === "none") return;
  const mine = await caches.open(`mine-${mark}`);
  if (answer.ok && (MINE.test(path) || answer.headers.has("X-Club-Keep"))) await mine.put(path, answer);
  else if (ARTICLE.test(path)) await mine.delete(path);
  if (await mine.match(CARD, {ignoreVary: true})) return; // what one holds out at a desk is there before it was looked at
  const since = Date.now();
  const card = await fetch(CARD);
  if (card.ok || card.status === 401) await remember(card, CARD, since);
}

// Whoever comes in, or leaves, here or from afar, takes with them the private pages of the one before, and the pictures seen.
async function settle(mark, language) {
  const known = await whose();
  const at = known.mark === mark ? known.at : Date.now();
  for (const name of await caches.keys()) {
    if (name.startsWith("mine-") ? name !== `mine-${mark}` : name === PICTURES && at !== known.at) await caches.delete(name);
  }
  await (await caches.open(WHO)).put("/", Response.json({mark, language: language ?? known.language, at}));
}

async function whose() {
  return (await (await (await caches.open(WHO)).match("/"))?.json()) ?? {};
}

async function kept(path) {
  const {mark} = await whose();
  const copy = (MINE.test(path) || ARTICLE.test(path)) && (await caches.match(path, {cacheName: `mine-${mark}`, ignoreVary: true}));
  if (copy) return new Response((await copy.text()).replace("<html", "<html data-copy"), copy); // it says that it is one
}

async function instead(path) {
  const shell = await caches.open(SHELL);
  const {language} = await whose();
  const offline = path.startsWith("/q/") ? "/hors-ligne/scan" : path === "/scanner" ? "/hors-ligne/scanner" : "/hors-ligne";
  return (await shell.match(`${offline}?${language}`, {ignoreVary: true})) ?? shell.match(offline, {ignoreSearch: true, ignoreVary: true});
}
