// The article's words where they are shown outside of it: in the card and in the popup.
import type { Span } from "./protocol";

/** "LINDMAR — ", "NEW YORK (Reuters) - ", "OSTRAVA, Czech Republic, Nov. 3 (AP) — ", before a sentence. */
const DATELINE =
  /^\p{Lu}[\p{Lu}.'’-]+(?:[ /]\p{Lu}[\p{Lu}.'’-]+){0,3}(?:,(?: [\p{L}\p{N}.]+){1,3}){0,2}(?: \([^()]{2,30}\))?(?: ?(?:[—–]|--) ?| - )(?=["'“‘„«]?\p{Lu})/u;

/** Spans of the text in one line, without a dateline. */
export function quoted(text: string, spans: readonly Span[]): string {
  const pieces = spans.map(({ start, end }) => {
    const words = text.slice(start, end);
    return start === 0 || text[start - 1] === "\n" ? words.replace(DATELINE, "") : words;
  });
  return pieces.join(" … ").replace(/\s+/g, " ").trim();
}

/** No longer than that many characters, or a word more. */
export function shorten(words: string, longest: number): string {
  if (words.length <= longest) return words;
  const end = words.lastIndexOf(" ", longest);
  return `${words.slice(0, end > longest / 2 ? end : longest).replace(/[\s,;:–—-]+$/, "")} …`;
}
