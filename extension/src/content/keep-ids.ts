// After an article was annotated again, the statements that were there before go by their old ids: so an open card, the
// popup's list and the keys for next and previous stay with the words, and not with a number.
import type { Attribution, Result } from "../protocol";
import type { Annotation } from "./annotation";
import type { Pace } from "./pace";

/** What makes two statements the same, from the surest sign to the least. */
const SIGNS: ((annotation: Annotation, attribution: Attribution) => string)[] = [
  (annotation, attribution) => `${placeOf(annotation, attribution)} ${wordsOf(annotation, attribution, true)}`,
  (annotation, attribution) => wordsOf(annotation, attribution, true),
  (annotation, attribution) => `${placeOf(annotation, attribution)} ${wordsOf(annotation, attribution, false)}`,
];

/** The result of `now`, with the ids that `before` had. */
export async function keepIds(before: Annotation, now: Annotation, pace: Pace): Promise<Result> {
  const { attributions, sources, disputes } = now.result;
  const known = new Map<string, string>();
  let old: readonly Attribution[] = before.result.attributions;
  for (const sign of SIGNS) {
    const waiting = new Map<string, string[]>();
    for (const attribution of old) {
      if (pace.due()) await pace.rest();
      const key = sign(before, attribution);
      const list = waiting.get(key);
      if (list) list.push(attribution.id);
      else waiting.set(key, [attribution.id]);
    }
    const taken = new Set<string>();
    for (const attribution of attributions) {
      if (known.has(attribution.id)) continue;
      if (pace.due()) await pace.rest();
      const id = waiting.get(sign(now, attribution))?.shift();
      if (id === undefined) continue;
      known.set(attribution.id, id);
      taken.add(id);
    }
    old = old.filter(({ id }) => !taken.has(id));
  }

  const who = new Map(before.result.attributions.map(({ id, who }) => [id, who]));
  const knownSources = new Map<string, string>();
  const takenSources = new Set<string>();
  for (const source of sources) {
    const id = source.attributions
      .map((one) => who.get(known.get(one) ?? ""))
      .find((id) => id && !takenSources.has(id));
    if (!id) continue;
    knownSources.set(source.id, id);
    takenSources.add(id);
  }

  const attributionId = renamer(known, [...before.result.attributions, ...attributions]);
  const sourceId = renamer(knownSources, [...before.result.sources, ...sources]);
  const or = (rename: (id: string) => string, id: string | null): string | null => (id === null ? null : rename(id));
  return {
    ...now.result,
    attributions: attributions.map((attribution) => ({
      ...attribution,
      id: attributionId(attribution.id),
      who: or(sourceId, attribution.who),
      via: or(attributionId, attribution.via),
      within: or(attributionId, attribution.within),
      denies: or(attributionId, attribution.denies),
    })),
    sources: sources.map((source) => ({
      ...source,
      id: sourceId(source.id),
      attributions: source.attributions.map(attributionId),
    })),
    disputes: disputes.map((dispute) => ({
      ...dispute,
      claim: or(attributionId, dispute.claim),
      denials: dispute.denials.map(attributionId),
    })),
  };
}

/** Old ids for what is known, new ones for the rest. */
function renamer(known: ReadonlyMap<string, string>, all: readonly { id: string }[]): (id: string) => string {
  const names = new Map(known);
  let last = all.reduce((most, { id }) => Math.max(most, Number(id.slice(1)) || 0), 0);
  return (id) => {
    let name = names.get(id);
    if (name === undefined) {
      name = `${id[0]}${++last}`;
      names.set(id, name);
    }
    return name;
  };
}

const numbers = new WeakMap<Element, number>();
let lastNumber = 0;

function placeOf(annotation: Annotation, { cue }: Attribution): number {
  const element = cue[0] && annotation.stretches(cue[0])[0]?.block.element;
  if (!element) return 0;
  let number = numbers.get(element);
  if (number === undefined) {
    number = ++lastNumber;
    numbers.set(element, number);
  }
  return number;
}

function wordsOf(annotation: Annotation, { source, cue, content }: Attribution, whole: boolean): string {
  return [source, cue, whole ? content : []]
    .map((spans) => spans.map((span) => annotation.words(span)).join(" "))
    .join("|");
}
