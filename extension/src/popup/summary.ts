// From the engine's result to what the popup says: counts, kinds, sources with their statements, disputes.

import { quoted, shorten } from "../excerpt";
import {
  type Attribution,
  type BadgeId,
  type Result,
  type Settings,
  type Source,
  type Span,
  wanted,
} from "../protocol";
import { KINDS, type ShownKind } from "../ui/words";

export interface Statement {
  id: string;
  badge: BadgeId;
  /** What is said, or where nothing is (a "no comment"), the words around the cue. */
  words: string;
}

export interface SourceSummary {
  id: string;
  name: string;
  description: string | null;
  kind: ShownKind;
  official: boolean;
  statements: Statement[];
}

/** Somebody on one side of a dispute, and the statement that puts them there. */
export interface Side {
  name: string;
  badge: BadgeId | null;
  /** Null for the article's own sentence, which has no mark to go to. */
  statement: string | null;
}

export interface DisputeSummary {
  claim: string;
  claimedBy: Side;
  deniedBy: Side[];
}

export interface Summary {
  statements: number;
  /** Sources that the statements name or describe. */
  sources: number;
  words: number;
  attributedWords: number;
  kinds: { kind: ShownKind; count: number }[];
  bySource: SourceSummary[];
  disputes: DisputeSummary[];
}

/** What stands here counts the attributions whose badges the reader wants to see, and no others. */
export function summarise(result: Result, text: string, settings: Settings): Summary {
  const shown = result.attributions.filter((attribution) => wanted(attribution, settings));
  const sources = new Map(result.sources.map((source) => [source.id, source]));
  const bySource = groupBySource(shown, sources, text);
  return {
    statements: shown.length,
    sources: bySource.filter((source) => source.kind !== "unattributed").length,
    words: result.summary.words,
    attributedWords: result.summary.attributedWords,
    kinds: KINDS.map((kind) => ({
      kind,
      count: shown.filter((attribution) => kindOf(attribution) === kind).length,
    })).filter(({ count }) => count > 0),
    bySource,
    disputes: disputesOf(result, sources, text, settings),
  };
}

function kindOf(attribution: Attribution): ShownKind {
  return attribution.kind === "author" ? "person" : attribution.kind;
}

/** In order of how much each source says, then of the article. */
function groupBySource(shown: Attribution[], sources: Map<string, Source>, text: string): SourceSummary[] {
  const groups = new Map<string, SourceSummary>();
  for (const attribution of shown) {
    const source = attribution.who === null ? undefined : sources.get(attribution.who);
    const id = source?.id ?? "";
    let group = groups.get(id);
    if (group === undefined) {
      group = {
        id,
        name: source?.name ?? "No source given",
        description: source?.description ?? null,
        kind: source === undefined ? "unattributed" : source.kind === "author" ? "person" : source.kind,
        official: source?.official ?? false,
        statements: [],
      };
      groups.set(id, group);
    }
    group.statements.push({
      id: attribution.id,
      badge: attribution.badge as BadgeId,
      words: wordsOf(attribution, text),
    });
  }
  return [...groups.values()].sort((a, b) => b.statements.length - a.statements.length);
}

function disputesOf(result: Result, sources: Map<string, Source>, text: string, settings: Settings): DisputeSummary[] {
  const attributions = new Map(result.attributions.map((attribution) => [attribution.id, attribution]));
  const side = (attribution: Attribution): Side => ({
    name: nameOf(attribution, sources, text),
    badge: attribution.badge === "none" ? null : attribution.badge,
    statement: wanted(attribution, settings) ? attribution.id : null,
  });
  return result.disputes.flatMap((dispute) => {
    const claim = dispute.claim === null ? undefined : attributions.get(dispute.claim);
    const denials = dispute.denials
      .flatMap((id) => attributions.get(id) ?? [])
      .filter((denial) => wanted(denial, settings));
    const words = claim ? wordsOf(claim, text) : dispute.sentence ? excerpt(text, [dispute.sentence]) : "";
    if (words === "" || denials.length === 0) return [];
    const deniedBy = new Map<string, Side>();
    for (const denial of denials) {
      const one = side(denial);
      if (!deniedBy.has(one.name)) deniedBy.set(one.name, one);
    }
    const claimedBy = claim ? side(claim) : { name: "The article itself", badge: null, statement: null };
    return [{ claim: words, claimedBy, deniedBy: [...deniedBy.values()] }];
  });
}

function nameOf(attribution: Attribution, sources: Map<string, Source>, text: string): string {
  const source = attribution.who === null ? undefined : sources.get(attribution.who);
  if (source !== undefined) return source.name;
  return attribution.source.map(({ start, end }) => text.slice(start, end)).join(" ") || "No source given";
}

function wordsOf({ content, cue, source }: Attribution, text: string): string {
  const [sign] = [...cue, ...source];
  return excerpt(text, content.length > 0 || !sign ? content : [sentenceAround(sign, text)]);
}

/** The sentence, or near enough: within the paragraph, from one full stop with a space behind it to the next. */
function sentenceAround({ start, end }: Span, text: string): Span {
  const paragraph = { start: text.lastIndexOf("\n", start - 1) + 1, end: text.indexOf("\n", end) };
  const sentences = (from: number, to: number): string[] => text.slice(from, to).split(/(?<=[.!?]["”’]?)\s/);
  const before = sentences(paragraph.start, start).at(-1) as string;
  const after = sentences(start, paragraph.end < 0 ? text.length : paragraph.end)[0] as string;
  return { start: start - before.length, end: start + after.length };
}

function excerpt(text: string, spans: readonly Span[]): string {
  return shorten(quoted(text, spans).replace(/[\s,;:]+$/, ""), 180);
}
