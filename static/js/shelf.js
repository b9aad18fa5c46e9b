// What this phone keeps for itself, in IndexedDB: scans that wait, and notes.
const base = new Promise((resolve, reject) => {
  const opening = indexedDB.open("club", 1);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore("scans", {keyPath: "scan_id"});
    opening.result.createObjectStore("notes");
  };
  opening.onsuccess = () => resolve(opening.result);
  opening.onerror = () => reject(opening.error);
});
base.catch(() => {}); // refused by the browser: whoever asks is told

// What `ask` makes of a store, once all that it wrote there is written.
export async function shelf(name, ask) {
  const work = (await base).transaction(name, "readwrite");
  const written = new Promise((resolve, reject) => {
    work.oncomplete = resolve;
    work.onabort = () => reject(work.error);
  });
  const [result] = await Promise.all([ask(work.objectStore(name)), written]);
  return result;
}

export function note(name, value) {
  return shelf("notes", (store) => got(value === undefined ? store.get(name) : store.put(value, name)));
}

export function got(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
