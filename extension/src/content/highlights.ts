// Underlines by the CSS Custom Highlight API: the document stays untouched.
import type { Piece } from "./text-map";
import { type Colour, css, FAMILIES, type Family, LINES, shades } from "./theme";

type View = Window & typeof globalThis;

/** The page can read names and write rules for them: a name that it cannot know keeps its style sheets off. */
const secret = Math.random().toString(36).slice(2, 8);
const nameOf = (what: Family | "open"): string => `hearsay-${what}-${secret}`;

function rules(background: Colour): string {
  const lines = FAMILIES.map((family) => {
    const { line } = shades(family, background);
    return `::highlight(${nameOf(family)}) { text-decoration: underline ${LINES[family]} ${css(line)} 1px; text-underline-offset: .2em; text-decoration-skip-ink: auto; }`;
  });
  const { fill } = shades("media", background);
  lines.push(`::highlight(${nameOf("open")}) { background-color: ${css(fill)}; }`);
  return `@media not print {\n${lines.join("\n")}\n}`;
}

export class Highlights {
  readonly #view: View;
  readonly #registered = new Map<Family | "open", Highlight>();
  #sheet: CSSStyleSheet | null = null;
  readonly #roots = new Set<Document | ShadowRoot>();
  #colour = "";

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
    if (this.#colour !== background.join()) {
      this.#colour = background.join();
      this.#sheet.replaceSync(rules(background));
    }
    for (const tree of trees) {
      this.#roots.add(tree);
      if (!Array.from(tree.adoptedStyleSheets).includes(this.#sheet)) {
        tree.adoptedStyleSheets = [...tree.adoptedStyleSheets, this.#sheet];
      }
    }
  }

  add(what: Family | "open", pieces: readonly Piece[]): AbstractRange[] {
    if (!this.supported || pieces.length === 0) return [];
    let highlight = this.#registered.get(what);
    if (!highlight) {
      highlight = new this.#view.Highlight();
      highlight.priority = what === "open" ? 0 : 1;
      this.#registered.set(what, highlight);
    }
    const name = nameOf(what);
    if (!this.#view.CSS.highlights.has(name)) this.#view.CSS.highlights.set(name, highlight);
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
    for (const range of ranges) highlight.add(range);
    return ranges;
  }

  remove(what: Family | "open", ranges: readonly AbstractRange[]): void {
    const highlight = this.#registered.get(what);
    if (!highlight) return;
    for (const range of ranges) highlight.delete(range);
    if (highlight.size === 0) this.#view.CSS.highlights.delete(nameOf(what));
  }

  clear(): void {
    for (const [what, highlight] of this.#registered) {
      highlight.clear();
      this.#view.CSS.highlights.delete(nameOf(what));
    }
    this.#registered.clear();
    for (const tree of this.#roots) {
      tree.adoptedStyleSheets = Array.from(tree.adoptedStyleSheets).filter((sheet) => sheet !== this.#sheet);
    }
    this.#roots.clear();
    this.#sheet = null;
    this.#colour = "";
  }
}
