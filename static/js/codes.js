// A code as the club understands it (clubapp/codes.py): typed, pasted, or at the end of an address; as written, or nothing.
const SHAPE = /^([PVTMH])([0-9A-HJKMNP-TV-Z]{4})([0-9A-HJKMNP-TV-Z]{4})$/;

export function read(text) {
  const last = text.trim().slice(0, 200).split("?")[0].replace(/\/+$/, "").split("/").pop();
  const tidy = last.replace(/[\s._\-‐-―−]+/g, "").toUpperCase().replace(/O/g, "0").replace(/[IL]/g, "1");
  return SHAPE.exec(tidy)?.slice(1).join("-");
}
