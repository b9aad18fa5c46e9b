// The forms that scan: what they say is written down first, then sent by htmx as ever.
import {read} from "./codes.js";
import {drop, ends, keep, sending} from "./queue.js";
import {token, who} from "./who.js";

const {dataset: page} = document.documentElement;

// A screen's square is good for a minute only, and what is no scan at all waits for nothing.
addEventListener("submit", async (event) => {
  const form = event.target;
  if (form.getAttribute("hx-post") !== "/scans") return;
  const {code, scan_id, proof, answer, csrf_token, for: mark} = form.elements;
  const said = `${code.value} ${answer?.value ?? ""}`;
  if (!code.value.trim() || proof?.value || code.value.includes("proof=") || form.dataset.kept === said) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (form.dataset.kept || page.mark === undefined) scan_id.value = crypto.randomUUID();
  form.dataset.kept = said;
  const known = read(code.value);
  let why = known?.[0] ?? "none"; // it is not sent, if the club cannot say so
  if ("PH".includes(why)) {
    const scan = {scan_id: scan_id.value, mark: mark?.value, answer: answer?.value.trim()};
    const waits = await keep(known, scan).catch(() => scan);
    why = waits.scan_id !== scan_id.value && "again";
    scan_id.value = waits.scan_id;
    sending.add(scan_id.value);
  }
  form.dataset.unsaid = document.querySelector("#unsaid")?.content.querySelector(`[data-why="${why}"]`)?.textContent ?? "";
  if ((await who()).mark !== page.mark) await token().then((fresh) => { csrf_token.value = fresh; }, () => {}); // an old page's is not believed
  form.requestSubmit();
}, {capture: true});

document.addEventListener("htmx:finally:request", ({detail: {ctx}}) => sending.delete(ctx.request.body?.get?.("scan_id")));
document.addEventListener("htmx:after:request", ({detail: {ctx}}) => {
  const result = /data-scan="(\w+)"/.exec(ctx.text)?.[1];
  if (ends(result) && ctx.response.headers.has("X-Request-ID")) drop(ctx.request.body.get("scan_id"));
});
