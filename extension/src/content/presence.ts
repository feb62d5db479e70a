// An extension that is updated, switched off or removed should leave nothing in open pages. Chromium leaves content scripts
// their time to put the page back. Firefox ends them without a word (no port closes, no timer runs any more), but takes
// back the style sheets that it put into pages for the extension: so there the marks are seen only while one of those
// stands. Texts stay split where badges stood, which nobody sees; the next time the reader clicks, they are joined.

/** In Firefox, the style sheet to go into a page with the content script. */
export const PRESENCE: readonly string[] = isFirefox() ? ["presence.css"] : [];

function isFirefox(): boolean {
  return typeof chrome !== "undefined" && (chrome.runtime?.getURL?.("") ?? "").startsWith("moz-extension:");
}

/** A CSS value that holds as long as the extension is there; `name` is a property of presence.css, less its prefix. */
export function whilePresent(doc: Document, name: string, value: string, otherwise: string): string {
  if (PRESENCE.length === 0) return value;
  const style = (doc.defaultView as Window).getComputedStyle(doc.documentElement);
  return style.getPropertyValue(`--hearsay-${name}`) === "" ? value : `var(--hearsay-${name}, ${otherwise})`;
}
