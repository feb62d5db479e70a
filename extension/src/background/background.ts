// The background: runs the engine for the pages that ask, and nothing else. It holds no state that it could not make
// again, so the browser may stop it whenever it likes; waking it costs one compilation of the engine.

import { type Engine, loadEngine } from "../../../wasm/hearsay.mjs";
import type { Answer, Article, ContentMessage } from "../protocol";
import { annotatePagesWhereGranted } from "./automatic";
import { readMessage } from "./messages";

// ── The engine ──────────────────────────────────────────────────────────────────────────────────────────────────────

let engine: Promise<Engine> | null = null;

function theEngine(): Promise<Engine> {
  engine ??= fetch(chrome.runtime.getURL("hearsay.wasm"))
    .then((file) => file.arrayBuffer())
    .then(loadEngine)
    .catch((error: unknown) => {
      engine = null; // the next page tries again
      throw error;
    });
  return engine;
}

async function annotate(article: Article): Promise<Answer> {
  try {
    const ready = await theEngine();
    return ready.annotate(article);
  } catch (error) {
    // A trap leaves the instance in no state to be used again.
    engine = null;
    const why = error instanceof Error ? error.message : String(error);
    return { ok: false, error: { code: "engine", message: `The annotator could not run: ${why}` } };
  }
}

// ── Messages ────────────────────────────────────────────────────────────────────────────────────────────────────────

chrome.runtime.onMessage.addListener((message: unknown, sender, respond) => {
  const read = readMessage(message, sender);
  switch (read.type) {
    case "annotate":
      annotate(read.article).then(respond);
      return true; // the answer comes later
    case "stand-by":
      standBy(read.tab).then(() => respond(true));
      return true;
    case "state-changed":
      showCount(read.tab, read.status === "on" ? read.marked : 0);
      return false;
    case "refused":
      respond({ ok: false, error: read.error } satisfies Answer);
      return false;
    case "not-ours":
      return false;
  }
});

// An annotated page holds a port to learn when the extension goes; nothing is said through it. It keeps nobody awake: when
// this script is stopped for idleness, the port closes and is not opened again.
chrome.runtime.onConnect.addListener(() => {});

/** Firefox only: see restore.ts. */
async function standBy(tabId: number): Promise<void> {
  const target = { tabId };
  await chrome.scripting
    .insertCSS({ target, files: ["presence.css"], origin: "USER" })
    .then(() => chrome.scripting.executeScript({ target, files: ["restore.js"], world: "MAIN" }))
    .catch(() => {}); // the tab may be gone
}

// ── The button and the keys ─────────────────────────────────────────────────────────────────────────────────────────

/** The number of marked statements on the toolbar button of that tab. */
function showCount(tabId: number, count: number): void {
  const quietly = () => {}; // the tab may be gone
  chrome.action.setBadgeText({ tabId, text: count > 0 ? String(count) : "" }).catch(quietly);
  chrome.action.setBadgeBackgroundColor({ tabId, color: "#44606b" }).catch(quietly);
  chrome.action.setBadgeTextColor({ tabId, color: "#ffffff" }).catch(quietly);
}

chrome.commands.onCommand.addListener(async (command, tab) => {
  if (command !== "next" && command !== "previous") return;
  const tabId = tab?.id ?? (await chrome.tabs.query({ active: true, currentWindow: true }))[0]?.id;
  if (tabId === undefined) return;
  const message: ContentMessage = { to: "content", type: "step", by: command === "next" ? 1 : -1 };
  // Nobody listens in a page that is not annotated; then the keys do nothing.
  await chrome.tabs.sendMessage(tabId, message, { frameId: 0 }).catch(() => {});
});

// ── Pages that are annotated without a click ────────────────────────────────────────────────────────────────────────

chrome.runtime.onInstalled.addListener(annotatePagesWhereGranted);
chrome.runtime.onStartup.addListener(annotatePagesWhereGranted);
chrome.permissions.onAdded.addListener(annotatePagesWhereGranted);
chrome.permissions.onRemoved.addListener(annotatePagesWhereGranted);
