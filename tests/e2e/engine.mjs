// The engine itself, in Node: what pages and popups are compared with.

import { readFile } from "node:fs/promises";
import { loadEngine } from "../../wasm/hearsay.mjs";
import { root } from "./browsers.mjs";

const engine = await loadEngine(await readFile(`${root}build/wasm/hearsay.wasm`));

/** The first block is the headline. */
export function annotate(blocks) {
  const [headline, ...rest] = blocks;
  const answer = engine.annotate({ headline, blocks: rest });
  if (!answer.ok) throw new Error(answer.error.message);
  return { result: answer.result, text: blocks.join("\n") };
}

/** An article.txt: paragraphs with an empty line between them, the headline first. */
export async function annotateFile(path) {
  const text = await readFile(path, "utf8");
  return annotate(text.trim().split(/\n+/));
}

/** What a reader with the settings untouched is shown: a badge, no beliefs or intentions, nothing doubtful. */
export function shown(result) {
  return result.attributions.filter(
    ({ badge, stance, doubtful }) => badge !== "none" && stance !== "believes" && stance !== "intends" && !doubtful,
  );
}

/** How often each value stands in a list, in order of the values. */
export function tally(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * The rows of an expected.json that a result does not fulfil, in words. `article` is the file that the anchors point into.
 */
export function missing(expected, { result, text }, article) {
  // The file has two line breaks where the engine's text has one.
  const place = (offset) => offset - (article.slice(0, offset).match(/\n\n/g)?.length ?? 0);
  const sources = new Map(result.sources.map((source) => [source.id, source.name]));
  const attributions = new Map(result.attributions.map((attribution) => [attribution.id, attribution]));
  const bare = (name) => name.replace(/^the /i, "");
  const found = expected.map((row) => {
    const [start, end] = row.anchor.map(place);
    return result.attributions.find(({ cue: [cue] }) => cue.start >= start && cue.end <= end);
  });
  const problems = expected.flatMap((row, index) => {
    const attribution = found[index];
    const where = `row ${index + 1} (“${row.words}”)`;
    if (attribution === undefined) return [`${where}: not found`];
    const wrong = [];
    const who = sources.get(attribution.who) ?? "";
    const source = attribution.source.map(({ start, end }) => text.slice(start, end)).join(" ");
    const via = sources.get(attributions.get(attribution.via)?.who) ?? "";
    if (!row.badge.includes(attribution.badge)) wrong.push(`badge ${attribution.badge}, expected ${row.badge}`);
    if (source !== row.source) wrong.push(`source “${source}”, expected “${row.source}”`);
    if (row.who !== null && bare(who) !== bare(row.who)) wrong.push(`who “${who}”, expected “${row.who}”`);
    if (row.via !== null && !bare(via).includes(bare(row.via))) wrong.push(`via “${via}”, expected “${row.via}”`);
    return wrong.map((problem) => `${where}: ${problem}`);
  });
  return { problems, found };
}
