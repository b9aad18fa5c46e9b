// The phone's camera, and why it does not open; what is read by it, and whether that is the club's.
import {read} from "./codes.js";

const FAULTS = {NotFoundError: "none", OverconstrainedError: "none", NotReadableError: "busy", AbortError: "busy"};
const {userAgent, maxTouchPoints} = navigator;
const apple = /iPhone|iPad/.test(userAgent) || (/Mac/.test(userAgent) && maxTouchPoints > 1); // an iPad says it is a Mac

export const system = apple ? "apple" : /Android/.test(userAgent) ? "android" : "desktop";

// The stream, or a word for what is in its way.
export async function open() {
  if (!navigator.mediaDevices) throw "insecure";
  const video = {facingMode: "environment", width: {ideal: 1280}, height: {ideal: 720}};
  return navigator.mediaDevices.getUserMedia({video}).catch(({name}) => { throw FAULTS[name] ?? "refused"; });
}

// Nothing else is ever sent, and no address is followed.
export function ours(text, club) {
  return text.includes("/") ? [club, location.origin].some((address) => text.startsWith(`${address}/q/`)) : Boolean(read(text));
}
