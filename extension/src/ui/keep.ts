import type { Choices, KeepMessage } from "../protocol";

/**
 * Keeps what the reader chose. The background does it: where a page of ours closes before the storage is done, as the
 * popup may at once, Firefox loses a list or an object that the page was about to store.
 */
export async function keep(change: Partial<Choices>): Promise<void> {
  const message: KeepMessage = { to: "background", type: "keep", change };
  await chrome.runtime.sendMessage(message);
}
