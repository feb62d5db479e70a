// The popup: what the page's annotation comes to, and where in the page each statement stands. It keeps nothing of its
// own: every time it opens it asks the page.

import { type ContentMessage, type Display, type PageState, type Settings, settingsFrom, toStore } from "../protocol";
import { byId } from "../ui/dom";
import { PDF, reasonFor } from "./reasons";
import { offerSite } from "./site";
import { summarise } from "./summary";
import { showMessage, showReading, showSummary } from "./view";

const main = byId("main", HTMLElement);
const power = byId("power", HTMLInputElement);
const display = byId("display", HTMLFieldSetElement);

/** The page that the reader clicked on. */
let tab: chrome.tabs.Tab | undefined;
let settings: Settings;
/** Questions that the page has not answered yet. */
let asking = 0;

// ── The page ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** The state of the page after the message, or null where no live script of ours is listening. */
async function ask(message: ContentMessage): Promise<PageState | null> {
  if (tab?.id === undefined) return null;
  asking++;
  const answer: unknown = await chrome.tabs.sendMessage(tab.id, message, { frameId: 0 }).catch(() => null);
  asking--;
  return isPageState(answer) ? answer : null;
}

function isPageState(answer: unknown): answer is PageState {
  return typeof answer === "object" && answer !== null && "status" in answer && typeof answer.status === "string";
}

/** Puts the content script into the page. Fails where the browser keeps extensions out. */
async function inject(): Promise<void> {
  if (tab?.id === undefined) throw new Error("no page");
  const target = { tabId: tab.id };
  const [done] = await chrome.scripting.executeScript({ target, files: ["content.js"] });
  // Firefox keeps us out of its own pages without calling it an error.
  if (!done) throw new Error("no access");
}

/** Opening the popup on a page that we are not in yet is the reader's wish to have it annotated. */
async function open(): Promise<void> {
  showReading(main);
  let state = await ask({ to: "content", type: "state" });
  try {
    if (state === null) await inject();
  } catch (error) {
    showMessage(main, reasonFor(tab, error));
    return;
  }
  if (state?.status !== "off") state = await ask({ to: "content", type: "on" });
  if (state?.status === "no-article" && (await isPdf())) showMessage(main, PDF);
  else show(state);
}

/** Chromium lets us into the page that holds its PDF viewer, where there is nothing to read. */
async function isPdf(): Promise<boolean> {
  const [done] = await chrome.scripting
    .executeScript({ target: { tabId: tab?.id ?? -1 }, func: () => document.contentType })
    .catch(() => []);
  return done?.result === "application/pdf";
}

// ── What is shown ───────────────────────────────────────────────────────────────────────────────────────────────────

function show(state: PageState | null): void {
  power.disabled = state === null;
  power.checked = state !== null && state.status !== "off";
  if (state === null) {
    showMessage(main, {
      title: "The page did not answer",
      text: "Reload the page, then open Hearsay again.",
    });
    return;
  }
  switch (state.status) {
    case "off":
      showMessage(main, { title: "Off on this page", text: "The article stands as its site published it." });
      break;
    case "reading":
      showReading(main);
      break;
    case "no-article":
      showMessage(main, {
        title: "No article here",
        text: "Hearsay found no running text to read. Front pages, lists and videos have none.",
        retry: () => run({ to: "content", type: "on" }),
      });
      break;
    case "error": {
      const reason = reasonFor(tab, state.error);
      // The article will not be shorter.
      if (state.error?.code !== "too_large") reason.retry = () => run({ to: "content", type: "on" });
      showMessage(main, reason);
      break;
    }
    case "on":
      if (state.result === undefined || state.text === undefined) break;
      showSummary(main, summarise(state.result, state.text, settings), (id) =>
        run({ to: "content", type: "reveal", id }),
      );
      break;
  }
}

async function run(message: ContentMessage): Promise<void> {
  const state = await ask(message);
  if (message.type !== "reveal") show(state);
}

// ── The reader ──────────────────────────────────────────────────────────────────────────────────────────────────────

power.addEventListener("change", () => run({ to: "content", type: power.checked ? "on" : "off" }));

display.addEventListener("change", (event) =>
  chrome.storage.local.set(toStore({ display: (event.target as HTMLInputElement).value as Display })),
);

byId("options", HTMLButtonElement).addEventListener("click", async () => {
  await chrome.runtime.openOptionsPage();
  window.close();
});

/** What is kept is what holds, whoever changed it; the page hears of it by itself. */
async function readSettings(): Promise<void> {
  settings = settingsFrom(await chrome.storage.local.get());
  for (const input of display.querySelectorAll("input")) input.checked = input.value === settings.display;
}
chrome.storage.local.onChanged.addListener(readSettings);

/** The page says when it changes: late content, a second article, the settings. */
chrome.runtime.onMessage.addListener((message: unknown, sender) => {
  if (sender.id !== chrome.runtime.id || sender.tab?.id === undefined || sender.tab.id !== tab?.id) return;
  if (typeof message !== "object" || message === null || !("to" in message) || message.to !== "popup") return;
  // An answer that is on its way says it all, and of a very long article takes its time.
  if (asking > 0) return;
  ask({ to: "content", type: "state" }).then((state) => {
    if (state !== null) show(state);
  });
});

async function start(): Promise<void> {
  await readSettings();
  [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
  await Promise.all([open(), offerSite(tab, byId("site", HTMLElement), byId("always", HTMLInputElement))]);
}

start();
