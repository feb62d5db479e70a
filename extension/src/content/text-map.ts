// A block's text as a reader sees it, and the way from each of its characters back to the page's text nodes.

/** A piece of a text node that went into a block's text unchanged. `at` and `from` count UTF-16 code units. */
export interface Run {
  node: Text;
  /** Where the piece begins in the node's data. */
  at: number;
  /** Where it begins in the block's text. */
  from: number;
  length: number;
  /** All the node's data when it was read. */
  data: string;
}

/** A stretch of one text node, in offsets into its data. */
export interface Piece {
  node: Text;
  start: number;
  end: number;
}

// Dropped from the text: they are not seen. Soft hyphen, zero-width space, joiners' siblings, word joiner, BOM. The
// zero-width joiner and non-joiner stay: they shape emoji, Persian and Indic words.
const UNSEEN_OR_SPACE = /[\u00ad\u200b\u2060\ufeff \t\n\r\f]/;
const SPACE = /[ \t\n\r\f]/;
// Each becomes a plain space, of the same length: the engine takes a line break for a block's end.
const OTHER_SPACE = /[\t\n\f\r\u00a0\u2007\u2028\u2029\u202f]/g;

/** Lone surrogates become U+FFFD, of the same length, because the engine reads UTF-8. */
function wellFormed(text: string): string {
  const native = (text as { toWellFormed?: () => string }).toWellFormed;
  if (typeof native === "function") return native.call(text);
  return text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
}

/** Collects a block's text node by node, collapsing white space as the browser does. */
export class TextBuilder {
  #text = "";
  readonly #runs: Run[] = [];
  /** A collapsible space that is seen only if a word follows. */
  #space: { node: Text; at: number; data: string } | null = null;
  #breaks = false;

  get empty(): boolean {
    return this.#text === "";
  }

  /** Is there a line break that nothing has followed yet? */
  get atBreak(): boolean {
    return this.#breaks;
  }

  /** Returns how many characters came to be seen. */
  add(node: Text, data: string, preserve: boolean): number {
    const before = this.#text.length;
    if (preserve || !UNSEEN_OR_SPACE.test(data)) {
      if (data.length > 0 && (!preserve || !/^\s*$/.test(data) || !this.empty)) this.#copy(node, data, 0, data.length);
      return this.#text.length - before;
    }
    let word = -1;
    for (let i = 0; i <= data.length; i++) {
      const character = i < data.length ? (data[i] as string) : "";
      const seen = i < data.length && !UNSEEN_OR_SPACE.test(character);
      if (seen) {
        if (word < 0) word = i;
        continue;
      }
      if (word >= 0) {
        this.#copy(node, data, word, i);
        word = -1;
      }
      if (i < data.length && SPACE.test(character) && !this.#space) this.#space = { node, at: i, data };
    }
    return this.#text.length - before;
  }

  /** A `<br>`: a space, if words stand on both sides. */
  lineBreak(): void {
    this.#breaks = true;
  }

  #copy(node: Text, data: string, start: number, end: number): void {
    if (this.#text !== "") {
      if (this.#space) {
        const { node: spaced, at, data } = this.#space;
        this.#runs.push({ node: spaced, at, from: this.#text.length, length: 1, data });
        this.#text += " ";
      } else if (this.#breaks && !this.#text.endsWith(" ")) {
        this.#text += " ";
      }
    }
    this.#space = null;
    this.#breaks = false;
    const last = this.#runs[this.#runs.length - 1];
    if (
      last &&
      last.node === node &&
      last.at + last.length === start &&
      last.from + last.length === this.#text.length
    ) {
      last.length += end - start;
    } else {
      this.#runs.push({ node, at: start, from: this.#text.length, length: end - start, data });
    }
    this.#text += data.slice(start, end);
  }

  finish(): TextMap {
    return new TextMap(wellFormed(this.#text).replace(OTHER_SPACE, " "), this.#runs);
  }
}

export class TextMap {
  constructor(
    readonly text: string,
    readonly runs: readonly Run[],
  ) {}

  /** The place just after the character that ends at `offset`; null where no text node holds it. */
  after(offset: number): { node: Text; offset: number } | null {
    const run = this.runs[this.#runAt(offset - 1)];
    if (!run || offset <= run.from) return null;
    return { node: run.node, offset: run.at + Math.min(offset - run.from, run.length) };
  }

  /** The text nodes' stretches that hold [start, end), a stretch a node. */
  pieces(start: number, end: number): Piece[] {
    const found: Piece[] = [];
    for (let i = Math.max(0, this.#runAt(start)); i < this.runs.length; i++) {
      const run = this.runs[i] as Run;
      if (run.from >= end) break;
      const from = Math.max(start, run.from);
      const to = Math.min(end, run.from + run.length);
      if (from >= to) continue;
      const piece = { node: run.node, start: run.at + from - run.from, end: run.at + to - run.from };
      const last = found[found.length - 1];
      if (last && last.node === piece.node && piece.start >= last.end) last.end = piece.end;
      else found.push(piece);
    }
    return found;
  }

  /** The block's offset of a place in a text node; -1 where the node is not the block's. */
  offsetOf(node: Text, offset: number): number {
    let found = -1;
    for (const run of this.runs) {
      if (run.node !== node) continue;
      if (offset < run.at) return found < 0 ? run.from : found;
      found = run.from + Math.min(offset - run.at, run.length);
      if (offset < run.at + run.length) return found;
    }
    return found;
  }

  /** Index of the last run that begins at or before `offset`; -1 if none. */
  #runAt(offset: number): number {
    let low = 0;
    let high = this.runs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.runs[middle] as Run).from <= offset) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}
