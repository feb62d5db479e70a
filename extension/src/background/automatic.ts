// "Annotate without a click" is nothing but host access: where the reader granted it, the content script is registered;
// where the reader took it back, in our options or in the browser's own, it is not. The pages read from the storage what
// is granted, so that one that is open hears when it is taken back.

import { toStore } from "../protocol";

const SCRIPT = "automatic";

let last: Promise<void> = Promise.resolve();

/** Brings the registered script in line with what is granted now. Calls are done one after the other. */
export function annotatePagesWhereGranted(): Promise<void> {
  last = last.catch(() => {}).then(register);
  return last;
}

async function register(): Promise<void> {
  const { origins = [] } = await chrome.permissions.getAll();
  const matches = origins.filter((origin) => /^(https?|\*):/.test(origin));
  const registered = await chrome.scripting.getRegisteredContentScripts({ ids: [SCRIPT] });
  if (registered.length > 0) await chrome.scripting.unregisterContentScripts({ ids: [SCRIPT] });
  if (matches.length > 0)
    await chrome.scripting.registerContentScripts([
      {
        id: SCRIPT,
        matches,
        js: ["registered.js", "content.js"],
        runAt: "document_idle",
        persistAcrossSessions: true,
      },
    ]);
  await chrome.storage.local.set(toStore({ automatic: matches }));
}
