// A scan is written down here before it is sent, and stays until the club has answered it: thick walls lose none.
// What is kept of it: its name, its code, its time, and the mark of whose it is ("stranger": nobody's yet).
import {openDB} from "../vendor/idb@8.0.4/index.js";
import {ask, token, who} from "./who.js";

const ENDS_NOTHING = ["too_many", "not_yours"];
const sending = new Set(); // by a form of this page, at this moment
const base = openDB("club", 1, {
  upgrade(db) {
    db.createObjectStore("scans", {keyPath: "scan_id"});
    db.createObjectStore("notes");
  },
});

// Of this browser's member: what others left here waits for them.
export async function waiting() {
  const mark = await whose();
  const scans = await (await base).getAll("scans");
  return scans.filter((scan) => [mark, "stranger"].includes(scan.for)).sort((a, b) => a.scanned_at.localeCompare(b.scanned_at));
}

export async function keep(code, {scan_id = crypto.randomUUID(), mark} = {}) {
  const scan = {scan_id, code, scanned_at: new Date().toISOString(), for: mark ?? (await whose())};
  const known = await (await base).get("scans", scan_id);
  if (!known) await (await base).put("scans", scan);
  told();
  return scan_id;
}

export async function note(name, value) {
  if (value === undefined) return (await base).get("notes", name);
  return (await base).put("notes", value, name);
}

async function whose() {
  const {mark} = await who();
  return !mark || mark === "none" ? "stranger" : mark;
}

async function drop(scan_id) {
  await (await base).delete("scans", scan_id);
  told();
}

function told(detail) {
  document.dispatchEvent(new CustomEvent(detail ? "scan:answered" : "scan:kept", {detail}));
}

// One page sends at a time; an answer that is not the club's, or says to come back, leaves the scan where it is.
export function replay() {
  return navigator.locks.request("scans", async () => {
    const scans = (await waiting()).filter((scan) => !sending.has(scan.scan_id));
    if (!scans.length) return;
    try {
      const fresh = await token();
      for (const scan of scans) await send(scan, fresh);
    } catch {
      // No network, or not the club's: another time.
    }
  });
}

async function send(scan, fresh) {
  const body = new URLSearchParams({...scan, csrf_token: fresh});
  const answer = await ask("/scans", {method: "POST", body, headers: {Accept: "application/json"}});
  if (answer.status !== 200 || !answer.headers.has("X-Request-ID")) return;
  const said = await answer.json();
  if (typeof said.result !== "string" || ENDS_NOTHING.includes(said.result)) return;
  await drop(scan.scan_id);
  told({...said, code: scan.code});
}

// The forms that scan: written down first, then sent by htmx as ever. A screen's square is good for a minute only.
addEventListener("submit", async (event) => {
  const form = event.target;
  if (form.getAttribute("hx-post") !== "/scans") return;
  const {code, scan_id, proof} = form.elements;
  if (!code.value.trim() || proof?.value || code.value.includes("proof=") || form.dataset.kept === code.value) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (form.dataset.kept || document.documentElement.dataset.mark === undefined) scan_id.value = crypto.randomUUID();
  form.dataset.kept = code.value;
  sending.add(scan_id.value);
  await keep(code.value, {scan_id: scan_id.value, mark: form.elements.for?.value}).catch(() => {});
  if (document.documentElement.dataset.mark === undefined) await token().then((fresh) => { form.elements.csrf_token.value = fresh; }, () => {});
  form.requestSubmit();
}, {capture: true});

document.addEventListener("htmx:finally:request", ({detail: {ctx}}) => sending.delete(ctx.request.body?.get?.("scan_id")));
document.addEventListener("htmx:after:request", ({detail: {ctx}}) => {
  const result = /data-scan="(\w+)"/.exec(ctx.text)?.[1];
  if (!result || ENDS_NOTHING.includes(result) || !ctx.response.headers.has("X-Request-ID")) return;
  drop(ctx.request.body.get("scan_id"));
});

addEventListener("online", replay);
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && replay());
