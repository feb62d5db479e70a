// What "This is wrong" copies: enough for somebody to see what was found and why. It goes nowhere but the clipboard.
import { type Attribution, BADGE_LABELS, type Span } from "../protocol";
import type { CardModel } from "./card";

export function reportOf(
  attribution: Attribution,
  model: Pick<CardModel, "badge" | "who" | "because">,
  address: string,
  slice: (span: Span) => string,
): string {
  const words = (spans: readonly Span[]): string => spans.map(slice).join(" … ") || "(none)";
  return [
    "Hearsay got this wrong:",
    `page: ${address}`,
    `badge: ${BADGE_LABELS[model.badge]}`,
    `who: ${model.who}`,
    `source: ${words(attribution.source)}`,
    `cue: ${words(attribution.cue)}`,
    `content: ${words(attribution.content)}`,
    `labels: ${attribution.kind}, ${attribution.anonymity ?? "no anonymity"}, ${attribution.official ? "official" : "not official"}, ${attribution.stance}, ${attribution.quotation}`,
    `confidence: ${attribution.confidence}`,
    ...model.because.map(({ rules, words }) => `because: ${rules.join(", ")}: ${words}`),
    "",
  ].join("\n");
}
