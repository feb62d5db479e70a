// What the card says about an attribution.
import { type Attribution, type BadgeId, type Settings, wanted } from "../protocol";
import type { Annotation } from "./annotation";
import type { CardModel, Quote } from "./card";
import { reportOf } from "./report";

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
    const words = shorten(spans.map((span) => annotation.words(span)).join(" … "));
    return [{ id, who: annotation.nameOf(other), words }];
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
    (sentence ? { id: null, who: "The article", words: shorten(annotation.words(sentence)) } : null);
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
    because: attribution.because.map((evidence) => ({
      words: shorten(annotation.words(evidence)),
      rule: evidence.rule,
      why: result.rules[evidence.rule] ?? evidence.rule,
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

const LONGEST = 160;

function shorten(words: string): string {
  // The quotation marks are drawn around it.
  const plain = words
    .replace(/\s+/g, " ")
    .trim()
    .replace(/^["“„«]+|["”»,]+$/g, "");
  if (plain.length <= LONGEST) return plain;
  return `${plain.slice(0, Math.max(60, plain.lastIndexOf(" ", LONGEST))).replace(/[\s,;:–—-]+$/, "")} …`;
}
