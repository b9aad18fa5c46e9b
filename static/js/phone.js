// What the club does on a phone where its worker stands: scans that wait, pages that are somebody's, a new version.
import "./elements/scan-queue.js";
import {fetchAhead} from "./detector.js";
import "./install.js";
import {replay} from "./queue.js";
import "./scan-forms.js";
import {remember} from "./who.js";

const workers = navigator.serviceWorker;

remember().catch(() => {}).then(replay); // whose scans wait is known first
workers.ready.then((registration) => {
  const watch = () => registration.installing?.addEventListener("statechange", () => offer(registration));
  registration.addEventListener("updatefound", watch);
  watch(); // found before this file came
  offer(registration);
});

// What reads squares comes when there is nothing else to do.
const idle = window.requestIdleCallback ?? ((then) => setTimeout(then, 2000));
idle(() => fetchAhead().catch(() => {}));

// A new version waits until somebody asks for it: nobody loses a form, or a scan, to it.
function offer({waiting}) {
  const bar = document.querySelector("#renewal");
  if (!waiting || !bar?.content || document.querySelector("#reload")) return;
  document.querySelector("#messages").append(bar.content.cloneNode(true));
  document.querySelector("#reload").addEventListener("click", () => {
    if (waiting.state !== "installed") return location.reload(); // another page asked for it already
    workers.addEventListener("controllerchange", () => location.reload(), {once: true});
    waiting.postMessage("take over");
  });
}
