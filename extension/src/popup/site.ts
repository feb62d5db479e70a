// "Always on this site": host access to the page's site, asked of the browser on a click and given back on another. The
// background registers the content script for what is granted.

export async function offerSite(page: chrome.tabs.Tab | undefined, row: HTMLElement, input: HTMLInputElement) {
  const { protocol, origin, host } = new URL(page?.url ?? "about:blank");
  if (protocol !== "https:" && protocol !== "http:") return;
  const { origins: granted = [] } = await chrome.permissions.getAll();
  // Where every site is granted, one site is not a question.
  if (granted.some((pattern) => pattern === "<all_urls>" || pattern.includes("://*/"))) return;
  const site = { origins: [`${origin.replace(/:\d+$/, "")}/*`] };
  row.hidden = false;
  for (const name of row.querySelectorAll("span")) name.textContent = `Always on ${host}`;
  input.checked = await chrome.permissions.contains(site);
  input.addEventListener("change", async () => {
    if (input.checked) input.checked = await chrome.permissions.request(site);
    else await chrome.permissions.remove(site);
  });
}
