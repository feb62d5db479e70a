// What a content script that was cut off has left in a page: badges, the text nodes that they split, and lines.
import { TAG } from "./badge";

/** Of one tree: a document, or a shadow root in it. */
export function sweep(tree: Document | ShadowRoot): void {
  for (const host of Array.from(tree.querySelectorAll(TAG))) {
    const before = host.previousSibling;
    const after = host.nextSibling;
    const split = host.hasAttribute("data-split");
    host.remove();
    if (split && before?.nodeType === 3 && after?.nodeType === 3) {
      (before as Text).appendData((after as Text).data);
      (after as Text).remove();
    }
  }
  const sheets = Array.from(tree.adoptedStyleSheets ?? []);
  const kept = sheets.filter((sheet) => !sheet.cssRules[0]?.cssText.includes("::highlight(hearsay-"));
  if (kept.length < sheets.length) tree.adoptedStyleSheets = kept;
}
