// Watches the article, and nothing more of the page, for changes that are not ours.
//
// Marks are healed at once, in the observer's own microtask, before the page is painted. Reading anew waits until the
// page is quiet, and longer each time that it turns out to have been for nothing. No timer runs while nothing changes.
import { Arrival, onNavigation } from "./arrival";
import type { Placement } from "./placement";

export interface WatchEvents {
  /** The page has come to rest: read it again. True if that changed anything. */
  settled(): Promise<boolean>;
  /** The page may have changed its colours. */
  recoloured(): void;
}

const QUIET = 200;
const LONGEST_WAIT = 1000;
const MOST_PATIENCE = 8000;

export class Watch {
  readonly #observer: MutationObserver;
  readonly #colours: MutationObserver;
  readonly #arrival: Arrival;
  #observed: ReadonlySet<Node> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #since = 0;
  #patience = QUIET;
  #ended = false;

  constructor(
    private readonly doc: Document,
    private readonly placement: Placement,
    private readonly signal: AbortSignal,
    private readonly events: WatchEvents,
  ) {
    this.#observer = new MutationObserver((records) => this.#onRecords(records));
    this.#colours = new MutationObserver(() => this.#soon(() => this.events.recoloured()));
    this.#arrival = new Arrival(doc, signal, () => void events.settled());
    onNavigation(doc, signal, () => {
      this.#arrival.afresh();
      this.#patience = QUIET;
      this.#readSoon();
    });
    this.#watchColours();
  }

  /**
   * The article's element with all in it, the headline and what else is read outside it, and the child lists of those
   * around them, in case one is replaced.
   */
  watch(root: Element, trees: Iterable<Node>, read: readonly Element[]): void {
    this.#arrival.stop();
    const shadows = [...trees].filter((tree) => tree.nodeType === 11);
    // What holds the article too holds most of the page.
    const outside = read.filter((element) => !root.contains(element) && !element.contains(root));
    const whole = new Set<Node>([root, ...shadows, ...outside]);
    const before = this.#observed;
    if (before && whole.size === before.size && [...whole].every((node) => before.has(node))) return;
    this.#onRecords(this.#observer.takeRecords());
    this.#observer.disconnect();
    this.#observed = whole;
    const around = new Set<Node>();
    for (const node of [root, ...outside]) {
      let at: Node | null = node.parentNode;
      while (at && at !== this.doc && !around.has(at)) {
        around.add(at);
        at = at.parentNode ?? (at as ShadowRoot).host ?? null;
      }
    }
    // Of two wishes for one node the later holds.
    for (const node of around) this.#observer.observe(node, { childList: true });
    for (const node of whole)
      this.#observer.observe(node, {
        childList: true,
        characterData: true,
        subtree: true,
        attributeFilter: ["contenteditable"],
      });
  }

  /** Changes the document without hearing of it. */
  quietly(change: () => void): void {
    if (!this.#ended) this.#onRecords(this.#observer.takeRecords());
    this.placement.together(change);
    this.#observer.takeRecords();
  }

  /** No article yet: it may still come. */
  waitForArticle(): void {
    this.#observer.disconnect();
    this.#observed = null;
    this.#arrival.wait();
  }

  end(): void {
    this.#ended = true;
    this.#observer.disconnect();
    this.#colours.disconnect();
    clearTimeout(this.#timer);
    clearTimeout(this.#colourTimer);
  }

  #onRecords(records: MutationRecord[]): void {
    if (records.length === 0 || this.#ended) return;
    const relevant = records.some((record) => this.#matters(record));
    if (!relevant) return;
    this.placement.together(() => this.placement.heal(records));
    this.#observer.takeRecords();
    this.#readSoon();
  }

  #matters(record: MutationRecord): boolean {
    if (record.type !== "childList") return true;
    for (const node of Array.from(record.addedNodes)) if (!this.placement.ours(node)) return true;
    for (const node of Array.from(record.removedNodes)) if (!this.placement.isApart(node)) return true;
    return false;
  }

  #readSoon(): void {
    if (this.#reading) {
      this.#missed = true;
      return;
    }
    const now = performance.now();
    if (this.#timer === undefined) this.#since = now;
    const left = Math.max(LONGEST_WAIT, this.#patience) - (now - this.#since);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#read(), Math.max(0, Math.min(this.#patience, left)));
  }

  async #read(): Promise<void> {
    this.#timer = undefined;
    if (this.signal.aborted) return;
    this.#reading = true;
    const began = performance.now();
    const changed = await this.events.settled();
    this.#reading = false;
    const took = performance.now() - began;
    // A page that changes all the time costs a tenth of the time at most, and less if nothing comes of it.
    this.#patience = changed
      ? Math.max(QUIET, Math.min(MOST_PATIENCE, took * 5))
      : Math.min(MOST_PATIENCE, Math.max(this.#patience * 2, took * 10));
    if (this.#missed) {
      this.#missed = false;
      this.#readSoon();
    }
  }

  #reading = false;
  #missed = false;
  #colourTimer: ReturnType<typeof setTimeout> | undefined;

  #soon(act: () => void): void {
    if (this.#colourTimer !== undefined) return;
    this.#colourTimer = setTimeout(() => {
      this.#colourTimer = undefined;
      if (!this.signal.aborted) act();
    }, 300);
  }

  #watchColours(): void {
    const attributes = {
      attributes: true,
      attributeFilter: ["class", "style", "data-theme", "data-color-mode", "data-mode"],
    };
    this.#colours.observe(this.doc.documentElement, attributes);
    if (this.doc.body) this.#colours.observe(this.doc.body, attributes);
    this.doc.defaultView
      ?.matchMedia?.("(prefers-color-scheme: dark)")
      .addEventListener("change", () => this.#soon(() => this.events.recoloured()), { signal: this.signal });
  }
}
