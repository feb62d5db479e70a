// Firefox only. When the extension goes, Firefox ends its content scripts without a word: no port closes, no listener
// hears of it, no timer runs any more. It takes back the style sheets, though, that it had put into pages for the
// extension. So this script waits in the page's own world, which lives on, for that to happen to presence.css, and then
// puts the page back as the content script would have done. It does nothing else, and has no more rights than the page.
import { CARD_TAG } from "./card";
import { SIGN_TAG } from "./presence";
import { sweep } from "./sweep";

function restore(doc: Document): void {
  const { CSS } = doc.defaultView as Window & typeof globalThis;
  for (const name of Array.from(CSS.highlights.keys())) if (name.startsWith("hearsay-")) CSS.highlights.delete(name);
  sweep(doc);
  for (const element of Array.from(doc.querySelectorAll("*"))) {
    if (element.shadowRoot) sweep(element.shadowRoot);
    if (element.localName === CARD_TAG || element.localName === SIGN_TAG) element.remove();
    if (element.localName === "iframe") {
      const inner = (element as HTMLIFrameElement).contentDocument;
      if (inner?.defaultView) restore(inner);
    }
  }
}

const sign = document.querySelector(SIGN_TAG);
if (sign) {
  const observer = new ResizeObserver(() => {
    // The page may have hidden itself.
    if (sign.isConnected && getComputedStyle(sign).getPropertyValue("--hearsay-present") !== "") return;
    observer.disconnect();
    // Switched off, the content script has put the page back itself, and taken the sign away.
    if (sign.isConnected) restore(document);
  });
  observer.observe(sign);
}
