// Android says when the club may be installed; the page asks at a good moment (see elements/install-app.js).
let asked;

addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  asked = event;
  document.dispatchEvent(new CustomEvent("install:possible"));
});

export const possible = () => Boolean(asked);

export async function install() {
  const prompt = asked;
  asked = undefined;
  return prompt?.prompt();
}
