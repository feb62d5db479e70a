// Underlines by the CSS Custom Highlight API: the document stays untouched.
import type { Piece } from "./text-map";
import { type Colour, css, type Family, LINES, shades } from "./theme";

type View = Window & typeof globalThis;

/** The page can read names and write rules for them: a name that it cannot know keeps its style sheets off. */
const secret = Math.random().toString(36).slice(2, 8);

/** Firefox takes the longer to add to a highlight the more it holds: a very long article gets several for a family. */
const MOST_RANGES = 400;

type What = Family | "open";
interface Named {
  name: string;
  highlight: Highlight;
}

function rule(what: What, name: string, background: Colour): string {
  const { line } = shades(what === "open" ? "media" : what, background);
  const look =
    what === "open"
      ? `background-color: ${css(shades("media", background).fill)};`
      : `text-decoration: underline ${LINES[what]} ${css(line)} 1px; text-underline-offset: .2em; text-decoration-skip-ink: auto;`;
  return `@media not print { ::highlight(${name}) { ${look} } }`;
}

/**
 * What an earlier content script left behind when it was cut off. Its lines go with their style sheet; the names stay
 * in Firefox, which lets no content script list them.
 */
export function sweepHighlights(view: View): void {
  const sheets = Array.from(view.document.adoptedStyleSheets ?? []);
  const kept = sheets.filter((sheet) => !sheet.cssRules[0]?.cssText.includes("::highlight(hearsay-"));
  if (kept.length < sheets.length) view.document.adoptedStyleSheets = kept;
}

export class Highlights {
  readonly #view: View;
  readonly #named = new Map<What, Named[]>();
  readonly #holders = new WeakMap<AbstractRange, Named>();
  #sheet: CSSStyleSheet | null = null;
  readonly #roots = new Set<Document | ShadowRoot>();
  #background: Colour | null = null;

  constructor(view: View) {
    this.#view = view;
  }

  get supported(): boolean {
    return typeof this.#view.Highlight === "function" && this.#view.CSS?.highlights !== undefined;
  }

  /** Colours for a background, in every tree that holds text of the article. */
  paint(background: Colour, trees: Iterable<Document | ShadowRoot>): void {
    if (!this.supported) return;
    this.#sheet ??= new this.#view.CSSStyleSheet();
    if (this.#background?.join() !== background.join()) {
      this.#background = background;
      const rules = [...this.#named].flatMap(([what, list]) => list.map(({ name }) => rule(what, name, background)));
      this.#sheet.replaceSync(rules.join("\n"));
    }
    for (const tree of trees) {
      this.#roots.add(tree);
      if (!Array.from(tree.adoptedStyleSheets).includes(this.#sheet)) {
        tree.adoptedStyleSheets = [...tree.adoptedStyleSheets, this.#sheet];
      }
    }
  }

  add(what: What, pieces: readonly Piece[]): AbstractRange[] {
    if (!this.supported || pieces.length === 0) return [];
    // Static: a live range would be adjusted at every change of the document.
    const ranges = pieces.map(
      (piece) =>
        new this.#view.StaticRange({
          startContainer: piece.node,
          startOffset: piece.start,
          endContainer: piece.node,
          endOffset: piece.end,
        }),
    );
    for (const range of ranges) this.#coming.set(range, what);
    this.#soon();
    return ranges;
  }

  // Between two changes of the document, Firefox lays out anew before it touches a highlight: so all of them are touched
  // at once, when the changes are done, and still before the page is painted.
  readonly #coming = new Map<AbstractRange, What>();
  readonly #going = new Set<AbstractRange>();
  #due = false;

  #soon(): void {
    if (this.#due) return;
    this.#due = true;
    queueMicrotask(() => this.#settle());
  }

  #settle(): void {
    this.#due = false;
    for (const range of this.#going) {
      const named = this.#holders.get(range);
      named?.highlight.delete(range);
      if (named?.highlight.size === 0) this.#view.CSS.highlights.delete(named.name);
    }
    this.#going.clear();
    for (const [range, what] of this.#coming) {
      const named = this.#room(what);
      named.highlight.add(range);
      this.#holders.set(range, named);
    }
    this.#coming.clear();
  }

  /** A highlight with room for one more. */
  #room(what: What): Named {
    const list = this.#named.get(what) ?? [];
    this.#named.set(what, list);
    let named = list.find(({ highlight }) => highlight.size < MOST_RANGES);
    if (!named) {
      named = { name: `hearsay-${what}-${list.length}-${secret}`, highlight: new this.#view.Highlight() };
      named.highlight.priority = what === "open" ? 0 : 1;
      list.push(named);
      if (this.#background) this.#sheet?.insertRule(rule(what, named.name, this.#background));
    }
    if (named.highlight.size === 0) this.#view.CSS.highlights.set(named.name, named.highlight);
    return named;
  }

  remove(_what: What, ranges: readonly AbstractRange[]): void {
    for (const range of ranges) if (!this.#coming.delete(range)) this.#going.add(range);
    if (this.#going.size > 0) this.#soon();
  }

  clear(): void {
    for (const { name, highlight } of [...this.#named.values()].flat()) {
      highlight.clear();
      this.#view.CSS.highlights.delete(name);
    }
    this.#named.clear();
    this.#coming.clear();
    this.#going.clear();
    for (const tree of this.#roots) {
      tree.adoptedStyleSheets = Array.from(tree.adoptedStyleSheets).filter((sheet) => sheet !== this.#sheet);
    }
    this.#roots.clear();
    this.#sheet = null;
    this.#background = null;
  }
}
