// The content script: one Page, the messages that steer it, and the way out when the extension goes.
import {
  type Answer,
  type Article,
  type ContentMessage,
  type PageState,
  type StateChangedMessage,
  settingsFrom,
} from "../protocol";
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
    if (state.status === "on") stayConnected();
  };
  const page = new Page(document, annotate, changed);

  const onMessage = (
    message: ContentMessage,
    sender: chrome.runtime.MessageSender,
    respond: (state: PageState) => void,
  ) => {
    if (sender.id !== chrome.runtime.id || message?.to !== "content") return false;
    void ready.then(() => page.handle(message)).then(respond);
    return true;
  };
  const onStored = (_: unknown, area: string): void => {
    if (area === "local") void readSettings().then((settings) => page.apply(settings));
  };
  const readSettings = async () => settingsFrom(await chrome.storage.local.get(null));

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
    void page.off();
    try {
      port?.disconnect();
      chrome.runtime.onMessage.removeListener(onMessage);
      chrome.storage.onChanged.removeListener(onStored);
    } catch {
      // An orphan's listeners are gone already.
    }
  };
  for (const type of ["visibilitychange", "focus", "pointerdown", "keydown", "scroll", "pageshow"]) {
    window.addEventListener(type, leaveIfOrphaned, { capture: true, passive: true, signal });
  }

  /** Registered for this site by the reader: no click is waited for, but the page must look like an article. */
  const beginWhereArticle = (): void => {
    const wished = (globalThis as Holder)[REGISTERED] && page.settings.automatic && page.idle;
    if (wished && mayBeArticle(document)) void page.on();
  };
  /** A page that the browser loads in advance may never be opened. */
  const opened = (): Promise<void> =>
    new Promise((resolve) => {
      if (!(document as Document & { prerendering?: boolean }).prerendering) resolve();
      else document.addEventListener("prerenderingchange", () => resolve(), { once: true, signal });
    });

  chrome.runtime.onMessage.addListener(onMessage);
  chrome.storage.onChanged.addListener(onStored);
  const ready = opened()
    .then(readSettings)
    .then(async (settings) => {
      await page.apply(settings);
      beginWhereArticle();
      // A site that goes from its front page to a story without loading: the gate is asked again, and nothing else.
      const { navigation } = window as Window & { navigation?: EventTarget };
      navigation?.addEventListener("currententrychange", () => setTimeout(beginWhereArticle, 1500), { signal });
    })
    .catch(() => {});
  return { alive, leave };
}

const holder = globalThis as Holder;
if (!holder[HOLDER]?.alive()) {
  holder[HOLDER]?.leave();
  holder[HOLDER] = start();
}
