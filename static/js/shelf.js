// What this phone keeps for itself, in IndexedDB: scans that wait, and notes.
import "../vendor/idb@8.0.4/umd.js"; // half the weight of its module: it names itself idb

const base = idb.openDB("club", 1, {
  upgrade(db) {
    db.createObjectStore("scans", {keyPath: "scan_id"});
    db.createObjectStore("notes");
  },
});
base.catch(() => {}); // refused by the browser: whoever asks is told

// What `ask` makes of a store, once all that it wrote there is written.
export async function shelf(name, ask) {
  const {store, done} = (await base).transaction(name, "readwrite");
  const [result] = await Promise.all([ask(store), done]);
  return result;
}

export function note(name, value) {
  return shelf("notes", (store) => (value === undefined ? store.get(name) : store.put(value, name)));
}
