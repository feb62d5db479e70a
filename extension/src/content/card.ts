// The card that a badge opens: who says so, what kind of source, what decided it, and where to go from here. One host
// in the browser's top layer, with a closed shadow root, made when it opens and gone when it closes.
import { BADGE_LABELS, type BadgeId } from "../protocol";
import { BADGE_MEANINGS } from "../ui/words";
import { type Colour, css, FAMILY, GLYPHS, luminance, mix, shades } from "./theme";

export const CARD_TAG = "hearsay-card";

export interface Quote {
  /** The attribution to go to; null where the words stand in the article itself. */
  id: string | null;
  who: string;
  words: string;
}

export interface CardModel {
  id: string;
  badge: BadgeId;
  who: string;
  description: string;
  /** "Reported by …" */
  via: Quote | null;
  denies: Quote | null;
  deniedBy: Quote[];
  /** The terms on which an unnamed source spoke, and why, in the article's words; empty where it says nothing of them. */
  terms: string;
  because: { words: string; rules: string[]; why: string }[];
  /** This statement among those by the same source. */
  place: { index: number; count: number; previous: string | null; next: string | null };
  /** What "This is wrong" puts on the clipboard. */
  report: string;
}

export interface CardEvents {
  go(id: string): void;
  closed(): void;
  /** The reader pressed its × button. */
  dismissed(): void;
  pointerInside(inside: boolean): void;
}

type Rectangle = Pick<DOMRect, "left" | "right" | "top" | "bottom">;

/** Less than this is no card: then it may lie over the words that it is about. */
const LEAST_HEIGHT = 180;

const STYLE = `
:host {
  all: initial !important;
  display: block !important;
  position: fixed !important;
  inset: auto !important;
  left: var(--x) !important;
  top: var(--y) !important;
  width: min(340px, calc(100vw - 16px)) !important;
  max-height: var(--h) !important;
  margin: 0 !important;
  padding: 0 !important;
  border: 0 !important;
  background: none !important;
  overflow: visible !important;
  z-index: 2147483647 !important;
  color-scheme: light !important;
}
:host(.dark) { color-scheme: dark !important; }
@media print { :host { display: none !important; } }
* { box-sizing: border-box; }
section {
  max-height: var(--h); overflow: auto; overscroll-behavior: contain;
  scrollbar-width: thin; scrollbar-color: var(--soft) var(--paper);
  padding: 14px 16px 12px; border-radius: 8px; border: 1px solid var(--line);
  background: var(--paper); color: var(--ink);
  box-shadow: 0 1px 2px rgb(0 0 0 / .08), 0 8px 28px rgb(0 0 0 / .16);
  font: 13.5px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  text-align: start; direction: ltr; overflow-wrap: anywhere;
}
section:focus { outline: none; }
section:focus-visible { outline: 2px solid var(--accent); outline-offset: -2px; }
header { display: flex; gap: 8px; align-items: center; justify-content: space-between; }
.kind { color: var(--tint); font-weight: 600; font-size: 12px; letter-spacing: .02em; }
h2 { margin: 3px 0 0; font: 600 17px/1.25 ui-serif, Georgia, "Times New Roman", serif; }
p { margin: 2px 0 0; }
.soft { color: var(--soft); }
dl { margin: 10px 0 0; padding: 10px 0 0; border-top: 1px solid var(--line); display: grid; gap: 8px; }
dt { color: var(--soft); font-size: 11.5px; letter-spacing: .02em; }
dd { margin: 1px 0 0; }
q { quotes: "“" "”" "‘" "’"; }
mark { background: var(--fill); color: inherit; padding: 0 .15em; border-radius: 2px; }
small { color: var(--soft); font-size: 12px; }
ul { list-style: none; margin: 0; padding: 0; display: grid; gap: 4px; }
button {
  font: inherit; color: var(--accent); background: none; border: 0; padding: 0; margin: 0; cursor: pointer;
  text-align: start; text-decoration: underline; text-underline-offset: .18em; text-decoration-thickness: 1px;
}
button:hover { text-decoration-thickness: 2px; }
button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
button[disabled] { color: var(--soft); text-decoration: none; opacity: .55; cursor: default; }
.close { text-decoration: none; font-size: 18px; line-height: 1; width: 24px; height: 24px; margin: -4px -6px -4px 0; text-align: center; color: var(--soft); }
footer { display: flex; flex-wrap: wrap; gap: 4px 14px; justify-content: space-between; align-items: baseline;
  position: sticky; bottom: -12px; background: var(--paper);
  margin: 10px 0 -12px; padding: 8px 0 12px; border-top: 1px solid var(--line); font-size: 12.5px; }
.steps { display: flex; gap: 10px; align-items: baseline; }
.wrong { color: var(--soft); }
`;

export class Card {
  #host: HTMLElement | null = null;
  #root: ShadowRoot | null = null;
  #anchor: () => Rectangle | null = () => null;
  #gone: AbortController | null = null;
  model: CardModel | null = null;
  pinned = false;

  constructor(
    private readonly doc: Document,
    private readonly events: CardEvents,
  ) {}

  get host(): HTMLElement | null {
    return this.#host;
  }

  open(
    model: CardModel,
    background: Colour,
    anchor: () => Rectangle | null,
    options: { pinned: boolean; focus: boolean },
  ) {
    const view = this.doc.defaultView as Window & typeof globalThis;
    if (!this.#host) {
      const { host, root } = makeHost(this.doc);
      const sheet = new view.CSSStyleSheet();
      sheet.replaceSync(STYLE);
      root.adoptedStyleSheets = [sheet];
      this.#host = host;
      this.#root = root;
      host.setAttribute("popover", "manual");
      host.setAttribute("translate", "no");
      this.#gone = new AbortController();
      const { signal } = this.#gone;
      host.addEventListener("pointerenter", (event) => event.isTrusted && this.events.pointerInside(true), { signal });
      host.addEventListener("pointerleave", (event) => event.isTrusted && this.events.pointerInside(false), {
        signal,
      });
      let asked = false;
      const follow = (): void => {
        if (asked) return;
        asked = true;
        view.requestAnimationFrame(() => {
          asked = false;
          this.place();
        });
      };
      view.addEventListener("scroll", follow, { capture: true, passive: true, signal });
      view.addEventListener("resize", follow, { passive: true, signal });
    }
    this.model = model;
    this.pinned = options.pinned;
    this.#anchor = anchor;
    const dark = luminance(background) < 0.18;
    this.#host.className = dark ? "dark" : "";
    const family = FAMILY[model.badge];
    const paper: Colour = dark ? mix(background, [255, 255, 255], 0.07) : [255, 254, 251];
    const { text, fill } = shades(family, paper);
    const set = (name: string, value: string): void => this.#host?.style.setProperty(name, value, "important");
    set("--paper", css(paper));
    set("--ink", dark ? "#ece9e2" : "#1b1c1d");
    set("--soft", dark ? "#b4b5b8" : "#5d6065");
    set("--line", dark ? css(mix(paper, [255, 255, 255], 0.16)) : "#dfdcd4");
    set("--accent", dark ? "#8cc3dc" : "#17506a");
    set("--tint", css(text));
    set("--fill", css(fill));
    this.#root?.replaceChildren(this.#content(model));
    if (!this.#host.isConnected) this.doc.documentElement.append(this.#host);
    try {
      if (!this.#host.matches(":popover-open")) this.#host.showPopover();
    } catch {
      // Without the top layer its z-index must do.
    }
    this.place();
    if (options.focus) this.#root?.querySelector("section")?.focus({ preventScroll: true });
  }

  /** Says what holds of the same statement now. The keyboard's focus stays where it is, as far as that is still there. */
  update(model: CardModel): void {
    if (!this.#root || JSON.stringify(model) === JSON.stringify(this.model)) return;
    const focused = this.#root.activeElement;
    const name = focused?.getAttribute("aria-label");
    this.model = model;
    this.#root.replaceChildren(this.#content(model));
    if (focused) {
      const again = [...this.#root.querySelectorAll("button")].find((one) => one.getAttribute("aria-label") === name);
      (again ?? this.#root.querySelector("section"))?.focus({ preventScroll: true });
    }
    this.place();
  }

  /** Beside its anchor and inside the window. */
  place(): void {
    if (!this.#host) return;
    const view = this.doc.defaultView as Window;
    const at = this.#anchor();
    if (!at || at.bottom < 0 || at.top > view.innerHeight) {
      this.close();
      return;
    }
    // Its own height first, then the side with room for it, or with more of it.
    this.#host.style.setProperty("--h", "calc(100vh - 16px)", "important");
    const { width, height } = this.#host.getBoundingClientRect();
    const wide = this.doc.documentElement.clientWidth;
    const x = Math.max(8, Math.min(at.left - 12, wide - width - 8));
    const below = view.innerHeight - 8 - (at.bottom + 7);
    const above = at.top - 7 - 8;
    const under = height <= below || below >= above;
    const room = Math.max(under ? below : above, LEAST_HEIGHT);
    const tall = Math.min(height, room);
    const y = Math.max(8, Math.min(under ? at.bottom + 7 : at.top - 7 - tall, view.innerHeight - 8 - tall));
    this.#host.style.setProperty("--h", `${Math.round(room)}px`, "important");
    this.#host.style.setProperty("--x", `${Math.round(x)}px`, "important");
    this.#host.style.setProperty("--y", `${Math.round(y)}px`, "important");
  }

  /** Does the keyboard's focus lie in the card? */
  get focused(): boolean {
    return this.#root?.activeElement != null;
  }

  close(): void {
    if (!this.#host) return;
    this.#gone?.abort();
    this.#host.remove();
    this.#host = null;
    this.#root = null;
    this.model = null;
    this.events.closed();
  }

  #element<K extends keyof HTMLElementTagNameMap>(
    tag: K,
    options: { class?: string; text?: string } = {},
    ...children: Node[]
  ): HTMLElementTagNameMap[K] {
    const element = this.doc.createElement(tag);
    if (options.class) element.className = options.class;
    if (options.text !== undefined) element.textContent = options.text;
    element.append(...children);
    return element;
  }

  #button(text: string, name: string | null, press: (() => void) | null): HTMLButtonElement {
    const button = this.#element("button", { text });
    button.type = "button";
    if (name) button.setAttribute("aria-label", name);
    if (press) button.addEventListener("click", (event) => event.isTrusted && press());
    else button.disabled = true;
    return button;
  }

  #quote({ id, who, words }: Quote): HTMLElement {
    const said = this.#element("q", { text: words });
    const line = this.#element("div", {}, this.doc.createTextNode(`${capital(who)}: `), said);
    if (id !== null)
      line.append(
        " ",
        this.#button("Show", `Show: ${who}`, () => this.events.go(id)),
      );
    return line;
  }

  #content(model: CardModel): HTMLElement {
    const el = this.#element.bind(this);
    const close = this.#button("×", "Close", () => this.events.dismissed());
    close.className = "close";
    const kind = el("span", { class: "kind", text: `${GLYPHS[FAMILY[model.badge]]} ${BADGE_LABELS[model.badge]}` });
    const section = el("section", {}, el("header", {}, kind, close), el("h2", { text: capital(model.who) }));
    section.tabIndex = -1;
    section.setAttribute("role", "dialog");
    section.setAttribute("aria-label", `${BADGE_LABELS[model.badge]}: ${model.who}`);
    if (model.description) section.append(el("p", { class: "soft", text: model.description }));
    section.append(el("p", { text: BADGE_MEANINGS[model.badge] }));

    const facts = el("dl");
    const fact = (name: string, ...what: Node[]): void => {
      facts.append(el("div", {}, el("dt", { text: name }), el("dd", {}, ...what)));
    };
    if (model.via) fact("As reported by", this.#quote(model.via));
    if (model.denies) fact("Denies", this.#quote(model.denies));
    if (model.deniedBy.length > 0) {
      fact("Denied by", el("ul", {}, ...model.deniedBy.map((quote) => el("li", {}, this.#quote(quote)))));
    }
    if (model.terms) fact("On the terms", el("mark", { text: model.terms }));
    if (model.because.length > 0) {
      const reasons = model.because.map(({ words, why }) =>
        el("li", {}, el("mark", { text: words }), this.doc.createTextNode(" "), el("small", { text: why })),
      );
      fact("Decided by the words", el("ul", {}, ...reasons));
    }
    if (facts.childElementCount > 0) section.append(facts);

    const { index, count, previous, next } = model.place;
    const steps = el("span", { class: "steps" });
    if (count > 1) {
      steps.append(
        this.#button(
          "‹ Previous",
          "Previous statement by this source",
          previous ? () => this.events.go(previous) : null,
        ),
        el("span", { class: "soft", text: `${index + 1} of ${count}` }),
        this.#button("Next ›", "Next statement by this source", next ? () => this.events.go(next) : null),
      );
    } else {
      steps.append(el("span", { class: "soft", text: "Its only statement here" }));
    }
    const said = el("span", { class: "soft" });
    said.setAttribute("role", "status");
    const wrong = this.#button("This is wrong", "This is wrong: copy a report", () => {
      void this.#copy(model.report).then((done) => {
        said.textContent = done ? "Report copied. Nothing was sent." : "The report could not be copied.";
      });
    });
    wrong.className = "wrong";
    section.append(el("footer", {}, steps, el("span", { class: "steps" }, said, wrong)));
    return section;
  }

  async #copy(text: string): Promise<boolean> {
    try {
      await (this.doc.defaultView as Window).navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Pages without https have no clipboard; the old way needs a field.
      const focused = this.#root?.activeElement as HTMLElement | null;
      const field = this.#element("textarea", { text });
      this.#root?.append(field);
      field.select();
      const done = this.doc.execCommand("copy");
      field.remove();
      focused?.focus({ preventScroll: true });
      return done;
    }
  }
}

/** A page may have its own idea of what our tag is, and that it has no shadow root. */
function makeHost(doc: Document): { host: HTMLElement; root: ShadowRoot } {
  for (const tag of [CARD_TAG, "div"]) {
    const host = doc.createElement(tag);
    try {
      return { host, root: host.attachShadow({ mode: "closed" }) };
    } catch {
      // The next tag.
    }
  }
  throw new Error("no card can be shown here");
}

/** A description begins a line here: "a newspaper" → "A newspaper". */
function capital(name: string): string {
  const first = String.fromCodePoint(name.codePointAt(0) ?? 32);
  return first.toUpperCase() + name.slice(first.length);
}
