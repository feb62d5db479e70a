// "Always on this site": host access to the page's site, asked of the browser on a click and given back on another. Where
// the reader granted every site, this one is excepted and taken in again. The background registers the content script for
// what is granted.
import { isAutomatic, isEverywhere, settingsFrom, toStore } from "../protocol";

export async function offerSite(page: chrome.tabs.Tab | undefined, row: HTMLElement, input: HTMLInputElement) {
  const url = new URL(page?.url ?? "about:blank");
  const { protocol, origin, host, hostname } = url;
  if (protocol !== "https:" && protocol !== "http:") return;
  const { origins: automatic = [] } = await chrome.permissions.getAll();
  const settings = settingsFrom(await chrome.storage.local.get());
  row.hidden = false;
  for (const name of row.querySelectorAll("span")) name.textContent = `Always on ${host}`;
  input.checked = isAutomatic({ ...settings, automatic }, url);
  const site = [`${origin.replace(/:\d+$/, "")}/*`];
  // Granted in the browser's own menus, the pattern may be another one.
  const granted = automatic.filter((pattern) => isAutomatic({ ...settings, automatic: [pattern], never: [] }, url));
  const everywhere = automatic.some(isEverywhere);
  const others = settings.never.filter((one) => one !== hostname);
  input.addEventListener("change", async () => {
    // At once: the browser's question may close the popup, and so may the reader.
    const never = everywhere && !input.checked ? [...others, hostname] : others;
    const kept = chrome.storage.local.set(toStore({ never }));
    if (!everywhere && input.checked) input.checked = await chrome.permissions.request({ origins: site });
    else if (!everywhere) await chrome.permissions.remove({ origins: granted.length > 0 ? granted : site });
    await kept;
  });
}
