// In Firefox, what tells restore.ts that the extension is still there.
import type { StandByMessage } from "../protocol";

export const SIGN_TAG = "hearsay-presence";

/** Has restore.ts stand by in this page, for as long as the sign stands in it. Null where it is not needed. */
export function standBy(doc: Document): HTMLElement | null {
  if (typeof chrome === "undefined" || !chrome.runtime?.getURL?.("").startsWith("moz-extension:")) return null;
  const sign = doc.createElement(SIGN_TAG);
  doc.documentElement.append(sign);
  const message: StandByMessage = { to: "background", type: "stand-by" };
  // The extension may have gone meanwhile.
  chrome.runtime.sendMessage(message).catch(() => {});
  return sign;
}
