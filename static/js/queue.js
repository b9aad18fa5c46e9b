// A scan is written down here before it is sent, and stays until the club has answered it: thick walls lose none.
// What is kept of it: its name, its code, the answer that came with it, its time, and the mark of whose it is ("stranger":
// nobody's yet).
import {shelf} from "./shelf.js";
import {ask, token, who} from "./who.js";

export const sending = new Set(); // by a form of this page, at this moment

// Of this browser's member: what others left here waits for them.
export async function waiting() {
  const mark = await whose();
  const scans = await shelf("scans", (store) => store.getAll());
  return scans.filter((scan) => [mark, "stranger"].includes(scan.for)).sort((a, b) => a.scanned_at.localeCompare(b.scanned_at));
}

// One scan of a poster waits for somebody at a time, with the last answer they gave; returns the one that does.
export async function keep(code, {scan_id, mark, answer}) {
  const scan = {scan_id, code, scanned_at: new Date().toISOString(), for: mark ?? (await whose())};
  if (answer) scan.answer = answer;
  const waits = await shelf("scans", async (store) => {
    const before = (await store.getAll()).find((other) => other.code === code && other.for === scan.for);
    if (before && [undefined, before.answer].includes(scan.answer)) return before;
    if (before) store.delete(before.scan_id);
    store.put(scan);
    return scan;
  });
  document.dispatchEvent(new CustomEvent("scan:kept", {detail: waits}));
  return waits;
}

async function whose() {
  const {mark} = await who();
  return !mark || mark === "none" ? "stranger" : mark;
}

// What a scan came to ends it, unless it is to come back, or somebody else's.
export const ends = (result) => Boolean(result) && !["too_many", "not_yours"].includes(result);

export async function drop(scan_id) {
  await shelf("scans", (store) => store.delete(scan_id));
  document.dispatchEvent(new CustomEvent("scan:kept"));
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
  if (!ends(said.result)) return;
  await drop(scan.scan_id);
  document.dispatchEvent(new CustomEvent("scan:answered", {detail: {...scan, ...said}}));
}

addEventListener("online", replay);
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && replay());
