// Underlines by the CSS Custom Highlight API: the document stays untouched.
import type { Piece } from "./text-map";
import { type Colour, css, type Family, LINES, shades } from "./theme";

type View = Window & typeof globalThis;

/** The page can read names and write rules for them: a name that it cannot know keeps its style sheets off. */
const secret = Math.random().toString(36).slice(2, 8);
type What = Family | "open";
const nameOf = (what: What): string => `hearsay-${what}-${secret}`;

function rules(background: Colour, families: readonly Family[]): string {
  const lines = families.map((family) => {
    const { line } = shades(family, background);
    return `::highlight(${nameOf(family)}) { text-decoration: underline ${LINES[family]} ${css(line)} 1px; text-underline-offset: .2em; text-decoration-skip-ink: auto; }`;
  });
  const { fill } = shades("media", background);
  lines.push(`::highlight(${nameOf("open")}) { background-color: ${css(fill)}; }`);
  return `@media not print {\n${lines.join("\n")}\n}`;
}

export class Highlights {
  readonly #registered = new Map<What, Highlight>();
  #sheet: CSSStyleSheet | null = null;
  readonly #roots = new Set<Document | ShadowRoot>();
  readonly #used = new Set<Family>();
  #drawn = "";

  constructor(private readonly view: View) {}

  get supported(): boolean {
    return typeof this.view.Highlight === "function" && this.view.CSS?.highlights !== undefined;
  }

  /**
   * Colours for a background, in every tree that holds text of the article. Of these families only: Chromium computes the
   * style of each rule for each element of the page.
   */
  paint(background: Colour, trees: Iterable<Document | ShadowRoot>, families: Iterable<Family>): void {
    if (!this.supported) return;
    this.#sheet ??= new this.view.CSSStyleSheet();
    for (const family of families) this.#used.add(family);
    const drawn = [...background, ...this.#used].join();
    if (this.#drawn !== drawn) {
      this.#drawn = drawn;
      this.#sheet.replaceSync(rules(background, [...this.#used]));
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
        new this.view.StaticRange({
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

  remove(what: What, ranges: readonly AbstractRange[]): void {
    for (const range of ranges) if (!this.#coming.delete(range)) this.#going.set(range, what);
    if (this.#going.size > 0) this.#soon();
  }

  // Between two changes of the document, Firefox lays out anew before it touches a highlight: so all of them are touched
  // at once, when the changes are done, and still before the page is painted.
  readonly #coming = new Map<AbstractRange, What>();
  readonly #going = new Map<AbstractRange, What>();
  #due = false;

  #soon(): void {
    if (this.#due) return;
    this.#due = true;
    queueMicrotask(() => this.#settle());
  }

  #settle(): void {
    this.#due = false;
    for (const [range, what] of this.#going) this.#registered.get(what)?.delete(range);
    for (const [range, what] of this.#coming) this.#of(what).add(range);
    this.#going.clear();
    this.#coming.clear();
    for (const [what, highlight] of this.#registered) {
      const name = nameOf(what);
      if (highlight.size === 0) this.view.CSS.highlights.delete(name);
      else if (!this.view.CSS.highlights.has(name)) this.view.CSS.highlights.set(name, highlight);
    }
  }

  #of(what: What): Highlight {
    let highlight = this.#registered.get(what);
    if (!highlight) {
      highlight = new this.view.Highlight();
      highlight.priority = what === "open" ? 0 : 1;
      this.#registered.set(what, highlight);
    }
    return highlight;
  }

  /** Every line at once. The style sheet stays until `end`: without it the browser computes all the page's styles anew. */
  clear(): void {
    for (const [what, highlight] of this.#registered) {
      highlight.clear();
      this.view.CSS.highlights.delete(nameOf(what));
    }
    this.#registered.clear();
    this.#coming.clear();
    this.#going.clear();
  }

  end(): void {
    this.clear();
    for (const tree of this.#roots) {
      tree.adoptedStyleSheets = Array.from(tree.adoptedStyleSheets).filter((sheet) => sheet !== this.#sheet);
    }
    this.#roots.clear();
    this.#sheet = null;
    this.#drawn = "";
  }
}
