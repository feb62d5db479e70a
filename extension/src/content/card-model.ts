// What the card says about an attribution.
import { quoted, shorten } from "../excerpt";
import { type Attribution, type BadgeId, type Evidence, type Settings, type Span, wanted } from "../protocol";
import type { Annotation } from "./annotation";
import type { CardModel, Quote } from "./card";
import { reportOf } from "./report";

const LONGEST_QUOTE = 160;

export function cardModel(
  annotation: Annotation,
  attribution: Attribution,
  badge: BadgeId,
  settings: Settings,
  address: string,
): CardModel {
  const { result } = annotation;
  const quote = (id: string): Quote[] => {
    const other = annotation.attribution(id);
    if (!other) return [];
    const spans =
      other.content.length > 0 ? other.content : [...other.source, ...other.cue].sort((a, b) => a.start - b.start);
    return [{ id, who: annotation.nameOf(other), words: excerpt(annotation, spans) }];
  };
  const source = annotation.source(attribution);
  const siblings = (source?.attributions ?? [attribution.id]).filter((id) => {
    const other = annotation.attribution(id);
    return other !== undefined && (id === attribution.id || wanted(other, settings));
  });
  const index = Math.max(0, siblings.indexOf(attribution.id));
  const dispute = result.disputes.find((candidate) => candidate.denials.includes(attribution.id));
  const denied = attribution.denies ?? dispute?.claim;
  const sentence = dispute?.sentence;
  const denies: Quote | null =
    (denied ? quote(denied)[0] : undefined) ??
    (sentence ? { id: null, who: "The article", words: excerpt(annotation, [sentence]) } : null);
  const deniedBy = result.disputes
    .filter((candidate) => candidate.claim === attribution.id)
    .flatMap((candidate) => candidate.denials)
    .filter((id) => id !== attribution.id);
  const model: CardModel = {
    id: attribution.id,
    badge,
    who: annotation.nameOf(attribution),
    description: source?.description ?? "",
    via: attribution.via ? (quote(attribution.via)[0] ?? null) : null,
    denies,
    deniedBy: deniedBy.flatMap(quote),
    terms: [source?.terms, source?.reason].flatMap((span) => (span ? [annotation.words(span)] : [])).join(" "),
    because: byWords(attribution.because).map((evidence) => ({
      words: shorten(quoted(annotation.text, evidence.slice(0, 1)), LONGEST_QUOTE),
      rules: evidence.map(({ rule }) => rule),
      why: evidence.map(({ rule }) => result.rules[rule] ?? rule).join(" "),
    })),
    place: {
      index,
      count: siblings.length,
      previous: siblings[index - 1] ?? null,
      next: siblings[index + 1] ?? null,
    },
    report: "",
  };
  model.report = reportOf(attribution, model, address, (span) => annotation.words(span));
  return model;
}

/** For quotation marks that are drawn around it: a quotation's own go, and those around a part of it become single ones. */
function excerpt({ text }: Annotation, spans: readonly Span[]): string {
  const pieces = spans.map((span) => {
    const words = quoted(text, [span]);
    const bare = words.replace(/^["“„«]+|[",”“»]+$/g, "").trim();
    return /["“”„«»]/.test(bare) ? words.replace(/,$/, "").replace(/[“„«]/g, "‘").replace(/[”»]/g, "’") : bare;
  });
  return shorten(pieces.join(" … "), LONGEST_QUOTE);
}

/** What the same words have decided. */
function byWords(because: readonly Evidence[]): Evidence[][] {
  const groups = new Map<string, Evidence[]>();
  for (const evidence of because) {
    const place = `${evidence.start}-${evidence.end}`;
    groups.set(place, [...(groups.get(place) ?? []), evidence]);
  }
  return [...groups.values()];
}
