// In Firefox, what tells restore.ts that the extension is still there.
import type { StandByMessage } from "../protocol";

export const SIGN_TAG = "hearsay-presence";

/** Milliseconds for which marks wait for restore.ts. */
const LONGEST_WAIT = 5000;

export interface Presence {
  sign: HTMLElement;
  /** Settled as soon as restore.ts is in the page, or after LONGEST_WAIT: what is drawn then will be taken out. */
  ready: Promise<unknown>;
}

/** Has restore.ts stand by in this page, for as long as the sign stands in it. Null where it is not needed. */
export function standBy(doc: Document): Presence | null {
  if (typeof chrome === "undefined" || !chrome.runtime?.getURL?.("").startsWith("moz-extension:")) return null;
  const sign = doc.createElement(SIGN_TAG);
  doc.documentElement.append(sign);
  const message: StandByMessage = { to: "background", type: "stand-by" };
  const ready = new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, LONGEST_WAIT);
    // The extension may have gone meanwhile.
    const answered = chrome.runtime.sendMessage(message).catch(() => {});
    void answered.then(() => {
      clearTimeout(timer);
      resolve();
    });
  });
  return { sign, ready };
}
