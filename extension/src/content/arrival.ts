// An article that is not there yet: its page is looked at again when it changes or goes elsewhere without loading, soon at
// first and ever more seldom, and not while nothing happens. A look costs no more than the gate.
import { mayBeArticle } from "./gate";

/** Milliseconds between a change and the look at it. */
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 30_000;

export class Arrival {
  readonly #observer: MutationObserver;
  #waiting = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pause = FIRST_PAUSE;
  #looked = 0;

  /** `found` is called for what may be an article; it is for the caller to read it, or to `wait` on. */
  constructor(
    private readonly doc: Document,
    private readonly signal: AbortSignal,
    private readonly found: () => void,
  ) {
    this.#observer = new MutationObserver(() => this.#soon());
    signal.addEventListener("abort", () => this.stop(), { once: true });
  }

  wait(): void {
    if (this.#waiting || this.signal.aborted || !this.doc.body) return;
    this.#waiting = true;
    this.#observer.observe(this.doc.body, { childList: true, subtree: true });
  }

  stop(): void {
    this.#waiting = false;
    this.#observer.disconnect();
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Another page, as far as the reader is concerned. */
  afresh(): void {
    this.#pause = FIRST_PAUSE;
    if (!this.#waiting) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#soon();
  }

  #soon(): void {
    this.#observer.disconnect();
    if (performance.now() - this.#looked > LONGEST_PAUSE) this.#pause = FIRST_PAUSE;
    this.#timer ??= setTimeout(() => {
      this.stop();
      this.#looked = performance.now();
      if (mayBeArticle(this.doc)) this.found();
      else this.wait();
    }, this.#pause);
    this.#pause = Math.min(LONGEST_PAUSE, this.#pause * 2);
  }
}

/** Calls when the page goes to another address without loading. A change of the fragment is a move within the article. */
export function onNavigation(doc: Document, signal: AbortSignal, moved: () => void): void {
  const view = doc.defaultView as Window & { navigation?: EventTarget };
  const address = (): string => (doc.location ? doc.location.href.replace(/#.*$/, "") : "");
  let last = address();
  const look = (): void => {
    if (address() === last) return;
    last = address();
    moved();
  };
  view.navigation?.addEventListener("currententrychange", look, { signal });
  view.addEventListener("popstate", look, { signal });
}
