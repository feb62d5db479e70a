// An article as annotated: the engine's result, tied to the blocks that it was read from. Never changes.
import type { Attribution, Result, Source, Span } from "../protocol";
import type { Block } from "./read-blocks";

/** A stretch of a block's text. */
export interface Stretch {
  block: Block;
  start: number;
  end: number;
}

export class Annotation {
  readonly #starts: number[] = [];
  readonly #attributions: ReadonlyMap<string, Attribution>;
  readonly #sources: ReadonlyMap<string, Source>;

  /** `text` is the blocks' texts, joined by one line break each. */
  constructor(
    readonly result: Result,
    readonly text: string,
    readonly blocks: readonly Block[],
  ) {
    let at = 0;
    for (const block of blocks) {
      this.#starts.push(at);
      at += block.map.text.length + 1;
    }
    this.#attributions = new Map(result.attributions.map((attribution) => [attribution.id, attribution]));
    this.#sources = new Map(result.sources.map((source) => [source.id, source]));
  }

  attribution(id: string): Attribution | undefined {
    return this.#attributions.get(id);
  }

  source(attribution: Attribution): Source | undefined {
    return attribution.who === null ? undefined : this.#sources.get(attribution.who);
  }

  /** Who says it: the source's fullest name, or the words that name it here. */
  nameOf(attribution: Attribution): string {
    return (
      this.source(attribution)?.name ||
      attribution.source.map((span) => this.words(span)).join(" ") ||
      "No source given"
    );
  }

  words({ start, end }: Span): string {
    return this.text.slice(start, end).replace(/\n/g, " ");
  }

  /** A span of the text by blocks. */
  stretches({ start, end }: Span): Stretch[] {
    const found: Stretch[] = [];
    let low = 0;
    let high = this.#starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] as number) <= start) low = middle + 1;
      else high = middle;
    }
    for (let i = Math.max(0, low - 1); i < this.blocks.length; i++) {
      const from = this.#starts[i] as number;
      if (from >= end) break;
      const block = this.blocks[i] as Block;
      const a = Math.max(0, start - from);
      const b = Math.min(block.map.text.length, end - from);
      if (a < b) found.push({ block, start: a, end: b });
    }
    return found;
  }

  /**
   * Where an attribution's badge belongs, as an offset into the text: behind the source and the cue, whichever comes
   * later, and behind the stop or quotation mark that follows. Of a source that goes on for long, behind its name.
   */
  badgePlace(attribution: Attribution): number {
    const { text } = this;
    const cue = attribution.cue[0] ?? attribution.source[0] ?? attribution.content[0] ?? { start: 0, end: 0 };
    let at = cue.end;
    for (const source of attribution.source) {
      const near = source.start < cue.end || source.start - cue.end <= 40;
      const between = text.slice(Math.min(cue.end, source.end), Math.max(cue.end, source.end));
      if (!near || source.end <= at || between.includes("\n")) continue;
      const head = source.end - cue.end > LONGEST_SOURCE ? HEAD.exec(this.words(source)) : null;
      if (head) at = Math.max(at, source.start + head[0].length);
      else if (source.end - cue.end <= LONGEST_SOURCE) at = source.end;
    }
    while (at < text.length && isWordCharacter(text[at - 1]) && isWordCharacter(text[at])) at++;
    return behindStops(text, at);
  }
}

const LONGEST_SOURCE = 90;
/** "the mayor's brother" of "the mayor's brother, who …". */
const HEAD = /^.{3,80}?(?=,\s|\s(?:who|whose|which|that|[—–-]+)\s|\s\()/;

/** Behind the stops and closing quotation marks that stand at a place. */
export function behindStops(text: string, at: number): number {
  const stops = /^[,.;:!?…'"’”»)\]]{1,4}(?=\s|$)/.exec(text.slice(at, at + 6));
  return at + (stops?.[0].length ?? 0);
}

function isWordCharacter(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}
