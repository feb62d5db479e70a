// The options: what the page shows, which labels, and where Hearsay may read without a click. A change is kept as it is
// made; pages that are open hear of it from the storage.

import { FAMILY, GLYPHS } from "../content/theme";
import {
  BADGE_LABELS,
  BADGES,
  type BadgeId,
  type Display,
  isEverywhere,
  type Settings,
  settingsFrom,
  toStore,
} from "../protocol";
import { byId, h } from "../ui/dom";
import { BADGE_MEANINGS } from "../ui/words";

const ALL_PAGES = { origins: ["https://*/*", "http://*/*"] };

const display = byId("display", HTMLFieldSetElement);
const badges = byId("badges", HTMLUListElement);
const attitudes = byId("attitudes", HTMLInputElement);
const doubtful = byId("doubtful", HTMLInputElement);
const automatic = byId("automatic", HTMLInputElement);
const sites = byId("sites", HTMLElement);
const saved = byId("saved", HTMLElement);

async function keep(change: Partial<Settings>): Promise<void> {
  await chrome.storage.local.set(toStore(change));
  saved.textContent = "Saved";
}

// ── What the page shows ─────────────────────────────────────────────────────────────────────────────────────────────

display.addEventListener("change", (event) => keep({ display: (event.target as HTMLInputElement).value as Display }));
attitudes.addEventListener("change", () => keep({ showAttitudes: attitudes.checked }));
doubtful.addEventListener("change", () => keep({ showDoubtful: doubtful.checked }));
badges.addEventListener("change", () => {
  const off = [...badges.querySelectorAll("input")].filter((input) => !input.checked).map((input) => input.value);
  return keep({ badges: Object.fromEntries(off.map((id) => [id as BadgeId, false])) });
});

/** As before the label in the page. */
function sign(id: BadgeId): HTMLElement {
  return h("span", { className: "sign", data: { family: FAMILY[id] }, aria: { hidden: "true" } }, GLYPHS[FAMILY[id]]);
}

function badgeRow(id: BadgeId): HTMLLIElement {
  const input = h("input", { type: "checkbox", value: id, id: `badge-${id}`, aria: { describedby: `meaning-${id}` } });
  input.setAttribute("role", "switch");
  const meaning = h("span", { className: "meaning", id: `meaning-${id}` }, BADGE_MEANINGS[id]);
  return h(
    "li",
    {},
    h("label", { className: "row" }, h("span", {}, h("b", {}, sign(id), BADGE_LABELS[id]), meaning), input),
  );
}

function show(settings: Settings): void {
  for (const input of display.querySelectorAll("input")) input.checked = input.value === settings.display;
  for (const input of badges.querySelectorAll("input"))
    input.checked = settings.badges[input.value as BadgeId] !== false;
  attitudes.checked = settings.showAttitudes;
  doubtful.checked = settings.showDoubtful;
}

// ── Pages that are read without a click ─────────────────────────────────────────────────────────────────────────────

automatic.addEventListener("change", async () => {
  // The browser asks the reader; the background does the rest when it hears of the answer.
  if (automatic.checked) await chrome.permissions.request(ALL_PAGES);
  else await chrome.permissions.remove({ origins: await granted() });
  await showAutomatic();
});

async function granted(): Promise<string[]> {
  return (await chrome.permissions.getAll()).origins ?? [];
}

async function showAutomatic(): Promise<void> {
  const origins = await granted();
  automatic.checked = origins.length > 0;
  const { never } = settingsFrom(await chrome.storage.local.get());
  const named = origins.map((origin) => origin.replace(/^.*:\/\/(.*)\/\*$/, "$1"));
  if (origins.length === 0) sites.textContent = "Off: only where you click.";
  else if (origins.some(isEverywhere))
    sites.textContent = never.length > 0 ? `On for every site but ${never.join(", ")}.` : "On for every site.";
  else sites.textContent = `On for ${[...new Set(named)].join(", ")}.`;
}

chrome.permissions.onAdded.addListener(showAutomatic);
chrome.permissions.onRemoved.addListener(showAutomatic);

// ── Keys ────────────────────────────────────────────────────────────────────────────────────────────────────────────

async function showKeys(): Promise<void> {
  const names: Record<string, string> = { _execute_action: "Open the summary, and annotate the page" };
  const rows = (await chrome.commands.getAll()).map(({ name = "", description = "", shortcut }) =>
    h("div", {}, h("dt", {}, names[name] ?? description), h("dd", {}, shortcut ? h("kbd", {}, shortcut) : "not set")),
  );
  byId("commands", HTMLDListElement).replaceChildren(...rows);
}

// ── Start ───────────────────────────────────────────────────────────────────────────────────────────────────────────

async function start(): Promise<void> {
  const settings = settingsFrom(await chrome.storage.local.get());
  // Not before: what is pressed says what all of them are.
  badges.append(...BADGES.map(badgeRow));
  show(settings);
  chrome.storage.local.onChanged.addListener(async () => {
    show(settingsFrom(await chrome.storage.local.get()));
    await showAutomatic();
  });
  await Promise.all([showAutomatic(), showKeys()]);
}

start();
