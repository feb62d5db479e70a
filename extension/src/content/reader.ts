// The reader at the marks: pointer, keys and focus, and the card that they open. Events that the page makes up are not
// the reader's. Listeners stand only while marks do.
import type { Annotation } from "./annotation";
import { Card, type CardModel } from "./card";
import type { Mark, Marks } from "./marks";
import type { Placement } from "./placement";
import { backgroundOf, hostOf } from "./theme";

export interface ReaderContext {
  annotation(): Annotation | null;
  model(mark: Mark): CardModel;
}

/** Milliseconds that the pointer rests on a badge or on a line before the card opens, and stays away before it closes. */
const OPEN_ON_BADGE = 140;
const OPEN_ON_LINE = 300;
const CLOSE = 260;
/** Pixels that a click may miss a line by. */
const SLACK = 6;

interface Opening {
  /** Stays until it is closed. */
  pinned: boolean;
  focus: boolean;
}

export class Reader {
  readonly #card: Card;
  #shown: string | null = null;
  /** The badge whose card is open. */
  #opener: HTMLElement | null = null;
  #pointerInCard = false;
  #waiting: ReturnType<typeof setTimeout> | undefined;
  #listening = false;
  /** The focus goes back to a badge, and asks for no card. */
  #returning = false;

  constructor(
    private readonly doc: Document,
    private readonly marks: Marks,
    private readonly placement: Placement,
    private readonly context: ReaderContext,
    private readonly signal: AbortSignal,
  ) {
    this.#card = new Card(doc, {
      go: (id) => this.reveal(id),
      dismissed: () => this.#dismiss(),
      closed: () => {
        clearTimeout(this.#waiting);
        this.#pointerInCard = false;
        this.#card.pinned = false;
        this.marks.tint([]);
        this.#opener?.setAttribute("aria-expanded", "false");
        this.#opener = null;
      },
      pointerInside: (inside) => {
        this.#pointerInCard = inside;
        if (inside) clearTimeout(this.#waiting);
        else if (!this.#card.pinned) this.#after(CLOSE, () => this.#card.close());
      },
    });
    signal.addEventListener("abort", () => this.close(), { once: true });
  }

  close(): void {
    clearTimeout(this.#waiting);
    this.#card.close();
  }

  /** Closes the card and goes back to where it was opened from. */
  #dismiss(): void {
    const back = this.#opener;
    this.close();
    this.#returning = true;
    back?.focus({ preventScroll: true });
    this.#returning = false;
  }

  /** The marks were drawn anew: an open card stays with its statement, and says of it what holds now. */
  follow(): void {
    const id = this.#card.model?.id;
    if (id === undefined) return;
    const mark = this.#markOf(id);
    if (!mark) {
      this.close();
      return;
    }
    this.#opener = mark.host;
    this.#opener?.setAttribute("aria-expanded", "true");
    this.#tint(mark);
    this.#card.update(this.context.model(mark));
  }

  /** Also where the badge is switched off. */
  #markOf(id: string): Mark | null {
    const annotation = this.context.annotation();
    const attribution = annotation?.attribution(id);
    if (!annotation || !attribution) return null;
    return this.marks.of(id) ?? this.marks.imagined(annotation, attribution);
  }

  #tint({ plan: { attribution } }: Mark): void {
    const spans = [...attribution.source, ...attribution.cue, ...attribution.content];
    this.marks.tint(spans.flatMap((span) => this.context.annotation()?.stretches(span) ?? []));
  }

  /** Scrolls to an attribution and shows its card. */
  reveal(id: string): void {
    const mark = this.#markOf(id);
    if (!mark) return;
    this.#scrollTo(mark);
    this.#show(mark, { pinned: true, focus: true });
  }

  /** At once: while a page scrolls smoothly, the mark is still out of sight and its card would close. */
  #scrollTo(mark: Mark): void {
    const { block } = mark.plan;
    (mark.host ?? block.element).scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
    if (mark.host) return;
    // A line may lie far from the middle of its paragraph.
    const { innerHeight } = this.doc.defaultView as Window;
    for (let at: Element | null = block.element; at; at = at.parentElement ?? hostOf(at)) {
      const place = this.#rectangle(mark);
      if (!place || (place.top >= 0 && place.bottom <= innerHeight)) return;
      at.scrollBy({ top: (place.top + place.bottom - innerHeight) / 2, behavior: "instant" });
    }
  }

  /** To the next (1) or previous (-1) mark in the text, from the one last shown. */
  step(by: 1 | -1): void {
    const annotation = this.context.annotation();
    if (!annotation) return;
    const order = this.marks
      .all()
      .map(({ plan: { attribution } }) => ({ id: attribution.id, at: annotation.badgePlace(attribution) }))
      .sort((a, b) => a.at - b.at);
    const last = order.findIndex(({ id }) => id === this.#shown);
    const next = last < 0 ? (by > 0 ? 0 : order.length - 1) : (last + by + order.length) % order.length;
    const target = order[next];
    if (target) this.reveal(target.id);
  }

  #show(mark: Mark, { pinned, focus }: Opening): void {
    const { attribution, block } = mark.plan;
    clearTimeout(this.#waiting);
    if (this.#card.model?.id === attribution.id && this.#card.pinned === pinned && !focus) return;
    this.#card.close();
    this.#shown = attribution.id;
    this.#opener = mark.host;
    this.#opener?.setAttribute("aria-expanded", "true");
    this.#tint(mark);
    const anchor = (): DOMRect | null => {
      const now = this.#markOf(attribution.id);
      return now && this.#rectangle(now);
    };
    this.#card.open(this.context.model(mark), backgroundOf(block.element), anchor, { pinned, focus });
    if (this.#card.host) this.placement.ownApart(this.#card.host);
  }

  #rectangle(mark: Mark): DOMRect | null {
    if (mark.host) return mark.host.isConnected ? mark.host.getBoundingClientRect() : null;
    const piece = this.marks.pieces(mark.plan.underlined)[0];
    if (!piece?.node.isConnected) return null;
    const range = this.doc.createRange();
    range.setStart(piece.node, piece.start);
    range.setEnd(piece.node, piece.end);
    return range.getClientRects()[0] ?? range.getBoundingClientRect();
  }

  #after(delay: number, act: () => void): void {
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => {
      if (!this.signal.aborted) act();
    }, delay);
  }

  listen(): void {
    if (this.#listening) return;
    this.#listening = true;
    const card = this.#card;
    const markOf = (event: Event): Mark | undefined => {
      for (const target of event.composedPath()) {
        const mark = this.marks.withHost(target);
        if (mark) return mark;
      }
      return undefined;
    };
    const inCard = (event: Event): boolean => card.host !== null && event.composedPath().includes(card.host);
    const view = this.doc.defaultView as Window;
    const on = <E extends Event>(type: string, listen: (event: E) => void): void =>
      view.addEventListener(type, (event) => event.isTrusted && listen(event as E), {
        capture: true,
        signal: this.signal,
      });

    on<PointerEvent>("pointerover", (event) => {
      const mark = markOf(event);
      if (!mark || event.pointerType === "touch" || card.pinned) return;
      this.#after(OPEN_ON_BADGE, () => this.#show(mark, { pinned: false, focus: false }));
    });
    on("pointerout", (event) => {
      if (markOf(event) && !card.pinned) this.#after(CLOSE, () => card.close());
    });
    on<PointerEvent>("click", (event) => {
      const mark = markOf(event);
      if (mark) {
        // Links and players around the badge are not what was clicked.
        event.preventDefault();
        event.stopPropagation();
        if (card.pinned && card.model?.id === mark.plan.attribution.id) this.close();
        else this.#show(mark, { pinned: true, focus: event.detail === 0 });
      } else if (!inCard(event)) {
        const { clientX: x, clientY: y } = event;
        const near = this.marks.bare && !isUsed(event) ? this.#lineAt(x, y) : null;
        const line = near && this.#covers(near, x, y) ? near : null;
        const shown = card.pinned && card.model?.id === line?.plan.attribution.id;
        if (line && !shown) this.#show(line, { pinned: true, focus: false });
        else this.close();
      }
    });
    for (const type of ["pointerdown", "mousedown", "pointerup", "mouseup", "dblclick", "auxclick"]) {
      on(type, (event) => markOf(event) && event.stopPropagation());
    }
    on<KeyboardEvent>("keydown", (event) => {
      const mark = markOf(event);
      if (mark && (event.key === "Enter" || event.key === " ")) {
        event.preventDefault();
        event.stopPropagation();
        this.#show(mark, { pinned: true, focus: true });
      } else if (event.key === "Escape" && card.model) {
        event.stopPropagation();
        if (card.focused) this.#dismiss();
        else this.close();
      } else if (inCard(event) && event.key !== "Tab") {
        // The page's shortcuts are not meant for what is pressed in the card.
        event.stopPropagation();
      }
    });
    on("focusin", (event) => {
      const mark = markOf(event);
      if (mark?.host?.matches(":focus-visible") && !card.pinned && !this.#returning)
        this.#show(mark, { pinned: false, focus: false });
    });
    on("focusout", (event) => {
      if (markOf(event) && !card.pinned) this.#after(CLOSE, () => !card.focused && card.close());
    });
    let asked = false;
    on<PointerEvent>("pointermove", ({ clientX, clientY, pointerType }) => {
      // Lines without badges answer to the pointer too. Nothing is asked of the page where badges stand.
      if (asked || !this.marks.bare || pointerType === "touch") return;
      asked = true;
      view.requestAnimationFrame(() => {
        asked = false;
        if (!this.signal.aborted && !card.pinned) this.#overLine(clientX, clientY);
      });
    });
  }

  #lineAt(x: number, y: number): Mark | null {
    const caret = this.doc.caretPositionFromPoint?.(x, y);
    return caret?.offsetNode.nodeType === 3 ? this.marks.lineAt(caret.offsetNode as Text, caret.offset) : null;
  }

  /** The place next to a point may be far from it. */
  #covers(mark: Mark, x: number, y: number): boolean {
    return this.marks.pieces(mark.plan.underlined).some(({ node, start, end }) => {
      const range = this.doc.createRange();
      range.setStart(node, start);
      range.setEnd(node, end);
      const near = ({ left, right, top, bottom }: DOMRect): boolean =>
        x >= left - SLACK && x <= right + SLACK && y >= top - SLACK && y <= bottom + SLACK;
      return Array.from(range.getClientRects()).some(near);
    });
  }

  #overLine(x: number, y: number): void {
    const mark = this.#lineAt(x, y);
    if (mark) this.#after(OPEN_ON_LINE, () => this.#show(mark, { pinned: false, focus: false }));
    else if (!this.#card.model) clearTimeout(this.#waiting);
    else if (!this.#opener && !this.#pointerInCard) this.#after(CLOSE, () => this.#card.close());
  }
}

const USED = 'a, button, input, label, summary, video, [role="button"], [role="link"]';

/** A click that does something already: it follows a link, presses a button, or ends a selection. */
function isUsed(event: UIEvent): boolean {
  if (event.view?.getSelection()?.isCollapsed === false) return true;
  return event.composedPath().some((at) => (at as Element).matches?.(USED));
}
