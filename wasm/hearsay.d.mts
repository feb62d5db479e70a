import type { Result } from "../extension/src/protocol";

/** An article: blocks of text in reading order with a headline, or one text whose paragraphs end at a line break. */
export type EngineArticle = { id?: string; headline?: string; blocks: string[] } | { id?: string; text: string };

/** `code` is an error's name in core/include/hearsay/hearsay.hpp; `offset` a byte of the UTF-8 input. */
export interface EngineError {
  code: string;
  message: string;
  offset: number;
}

export interface Engine {
  /** Takes two or three milliseconds a thousand words. Lone surrogates count as U+FFFD. Never throws but when memory is out. */
  annotate(article: EngineArticle): { ok: true; result: Result } | { ok: false; error: EngineError };
  /** The same, JSON to JSON; an error is `{"error": EngineError}`. */
  annotateJson(json: string): string;
  /**
   * Forgets the articles before. Of those it keeps up to 1 MiB of text with what it found there, so that one to which a
   * few paragraphs were added takes half the time; the results are the same.
   */
  forget(): void;
}

/** A rule pack of the reader's own: its file name, for messages, and its text. */
export interface Pack {
  name: string;
  json: string;
}

/**
 * Compiles and starts the engine. Rejects where the module is damaged, or a pack is faulty (the message names pack, line,
 * column and rule).
 */
export function loadEngine(wasm: BufferSource | WebAssembly.Module, packs?: Pack[]): Promise<Engine>;
