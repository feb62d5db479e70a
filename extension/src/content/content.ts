// The content script: one Page, the messages that steer it, and the way out when the extension goes.
import {
  type Answer,
  type Article,
  type ContentMessage,
  isAutomatic,
  type PageState,
  type StateChangedMessage,
  settingsFrom,
} from "../protocol";
import { Arrival, onNavigation } from "./arrival";
import { mayBeArticle } from "./gate";
import { Page } from "./page";

/** Lives in our own world, where the page's scripts see nothing. A second injection finds the first. */
const HOLDER = Symbol.for("hearsay.content");
/** Left by registered.ts. */
const REGISTERED = Symbol.for("hearsay.registered");
type Holder = { [HOLDER]?: { alive(): boolean; leave(): void }; [REGISTERED]?: true };

/** False once the extension has been reloaded, updated or removed, which leaves this script an orphan. */
function alive(): boolean {
  try {
    return chrome.runtime?.id !== undefined;
  } catch {
    return false;
  }
}

async function annotate(article: Article): Promise<Answer> {
  try {
    return await chrome.runtime.sendMessage({ to: "background", type: "annotate", article });
  } catch (error) {
    return {
      ok: false,
      error: { code: "unreachable", message: error instanceof Error ? error.message : String(error) },
    };
  }
}

function start(): { alive(): boolean; leave(): void } {
  const leaving = new AbortController();
  const { signal } = leaving;

  const changed = (state: PageState): void => {
    const message: StateChangedMessage = {
      to: "popup",
      type: "state-changed",
      status: state.status,
      marked: state.marked.length,
    };
    try {
      // Nobody may be listening.
      chrome.runtime.sendMessage(message).catch(() => {});
    } catch {
      leave();
    }
    if (state.status === "reading") lookOut();
    if (state.status === "on") stayConnected();
    if (state.status === "off") lookingOut?.abort();
  };
  const page = new Page(document, annotate, changed);

  const onMessage = (
    message: ContentMessage,
    sender: chrome.runtime.MessageSender,
    respond: (state: PageState) => void,
  ) => {
    if (sender.id !== chrome.runtime.id || message?.to !== "content") return false;
    void opened
      .then(() => (page.idle ? readSettings() : undefined))
      .then(() => page.handle(message))
      .then(respond);
    return true;
  };
  /** A page that is not annotated reads them when it is. */
  const onStored = (_: unknown, area: string): void => {
    if (area === "local" && !page.idle) void readSettings();
  };
  const readSettings = async () => page.apply(settingsFrom(await chrome.storage.local.get(null)));

  // The one sign that the extension has gone is a port that closes, and a port is cut too when the background falls
  // asleep. To open it again would keep the background awake for ever, so from then on the script looks for itself,
  // whenever the reader comes back to the page or does something in it: that costs nothing while nobody does.
  let port: chrome.runtime.Port | null = null;
  const stayConnected = (): void => {
    if (port) return;
    try {
      port = chrome.runtime.connect({ name: "page" });
      port.onDisconnect.addListener(() => {
        void chrome.runtime?.lastError;
        // Until the extension has quite gone it still has its name.
        for (const delay of [0, 200, 1000]) setTimeout(leaveIfOrphaned, delay);
      });
    } catch {
      leave();
    }
  };
  const leaveIfOrphaned = (): void => {
    if (!alive()) leave();
  };
  const leave = (): void => {
    if (signal.aborted) return;
    leaving.abort();
    lookingOut?.abort();
    void page.off();
    try {
      port?.disconnect();
      chrome.runtime.onMessage.removeListener(onMessage);
      chrome.storage.onChanged.removeListener(onStored);
    } catch {
      // An orphan's listeners are gone already.
    }
  };
  let lookingOut: AbortController | null = null;
  const lookOut = (): void => {
    lookingOut?.abort();
    lookingOut = new AbortController();
    const options = { capture: true, passive: true, signal: lookingOut.signal };
    for (const type of ["visibilitychange", "focus", "pointerdown", "keydown", "scroll", "pageshow"])
      window.addEventListener(type, leaveIfOrphaned, options);
  };

  /** A page that the browser loads in advance may never be opened. */
  const opened = new Promise<void>((resolve) => {
    if (!(document as Document & { prerendering?: boolean }).prerendering) resolve();
    else document.addEventListener("prerenderingchange", () => resolve(), { once: true, signal });
  });

  /** Registered for this site by the reader: no click is waited for, but the page must look like an article. */
  const beginWithoutClick = async (): Promise<void> => {
    await opened;
    const arrival = new Arrival(document, signal, () => void begin());
    const begin = async (): Promise<void> => {
      if (!page.idle) return;
      await readSettings();
      if (page.idle && isAutomatic(page.settings, location)) await page.on();
    };
    if (mayBeArticle(document)) await begin();
    else arrival.wait();
    // A site that goes from its front page to a story.
    onNavigation(document, signal, () => {
      if (!page.idle) return;
      arrival.wait();
      arrival.afresh();
    });
  };

  chrome.runtime.onMessage.addListener(onMessage);
  chrome.storage.onChanged.addListener(onStored);
  if ((globalThis as Holder)[REGISTERED]) beginWithoutClick().catch(() => {});
  return { alive, leave };
}

const holder = globalThis as Holder;
if (!holder[HOLDER]?.alive()) {
  holder[HOLDER]?.leave();
  holder[HOLDER] = start();
}
