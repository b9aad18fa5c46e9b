// What reads a square: the browser's own reader where it has one, else the club's, kept with the shell once it came.
const FILES = ["barcode-detector@3.2.2/ponyfill.js", "barcode-detector@3.2.2/zxing-exported.js", "zxing-wasm@3.1.3/zxing_reader.wasm"]
  .map((path) => new URL(`../vendor/${path}`, import.meta.url).href);
const [READER, , WASM] = FILES;
const formats = ["qr_code"];
let chosen;

export function detector() {
  chosen ??= choose();
  chosen.catch(() => (chosen = undefined)); // no network, perhaps: another time
  return chosen;
}

async function choose() {
  if (await has()) return new BarcodeDetector({formats});
  const {BarcodeDetector: Ours, prepareZXingModule} = await import(READER);
  await prepareZXingModule({overrides: {locateFile: () => WASM}, fireImmediately: true}); // by default, from far away
  return new Ours({formats});
}

async function has() {
  const known = await globalThis.BarcodeDetector?.getSupportedFormats().catch(() => []);
  return known?.includes("qr_code");
}

// So that it is there where no network is; the worker keeps what passes.
export async function fetchAhead() {
  if (navigator.connection?.saveData || (await has())) return;
  for (const file of FILES) if (!(await caches.match(file, {ignoreVary: true}))) await fetch(file);
}
