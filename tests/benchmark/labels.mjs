// Scores labels of the articles in tests/articles: readers' labels against the engine's, attribution by attribution.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const countedKinds = ["anonymous", "media", "organisation", "document"];
const countedStances = ["denies", "declines", "alleges", "confirms"];
const titles = new Set("mr mrs ms dr sen rep gov sir lord dame president senator judge the a an of s".split(" "));

/** Rows of a label file: `cue` and `denies` are offsets in code points, `denies` null where nothing is denied. */
function readRows(file) {
  const text = [...readFileSync(file.replace(/\.tsv$/, ".txt"), "utf8")];
  const [, ...lines] = readFileSync(file, "utf8").split("\n").filter(Boolean);
  return lines.map((line, i) => {
    const [cue, words, kind, anonymity, official, stance, who, denies] = line.split("\t");
    const there = text.slice(Number(cue), Number(cue) + [...words].length).join("");
    if (there !== words) throw new Error(`${file}:${i + 2}: "${words}" is not at ${cue}, "${there}" is`);
    return {
      start: Number(cue),
      end: Number(cue) + [...words].length,
      kind,
      anonymity,
      official: official === "true",
      stance,
      who,
      denies: denies === "-" ? null : Number(denies),
    };
  });
}

const nameWords = (name) =>
  (name ?? "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word && !titles.has(word));

/** One name is the other, or a part of it that has its last word. */
function sameName(a, b) {
  const [x, y] = [nameWords(a), nameWords(b)];
  if (x.length === 0 || y.length === 0) return x.length === y.length;
  const within = (p, q) => p.every((word) => q.includes(word));
  return (within(x, y) || within(y, x)) && (y.includes(x.at(-1)) || x.includes(y.at(-1)));
}

/** The attribution whose cue shares most with a row's; undefined where none touches it. */
function findAt(attributions, row) {
  let best;
  let most = 0;
  for (const attribution of attributions) {
    for (const cue of attribution.cue) {
      const shared = Math.min(cue.end, row.end) - Math.max(cue.start, row.start);
      if (shared > most) [most, best] = [shared, attribution];
    }
  }
  return best;
}

const values = (x) => [x.kind, x.stance, ...(x.official ? ["official"] : [])];

/**
 * Annotates every NAME.txt of a folder with the command `hearsay` and compares with NAME.tsv.
 * @returns {{labelled: number, found: number, accuracy: Record<string, number>, f1: Record<string, number>}} shares
 *   from 0 to 1: `found` of the labelled attributions, `accuracy` of each axis over those found (of `denial links`: of the
 *   denials whose claim is found), `f1` of finding an attribution and giving it the value
 */
export function scoreLabels(hearsay, folder) {
  const names = readdirSync(folder).filter((name) => name.endsWith(".tsv"));
  const texts = names.map((name) => join(folder, name.replace(/\.tsv$/, ".txt")));
  const out = execFileSync(hearsay, ["annotate", "--offsets", "codepoint", ...texts], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  const results = out.split("\n").filter(Boolean).map(JSON.parse);
  const right = {};
  const asked = {};
  const counts = {}; // value: [found and right, labelled, given]
  const count = (value, column) => {
    counts[value] ??= [0, 0, 0];
    counts[value][column] += 1;
  };
  const compare = (axis, same) => {
    right[axis] = (right[axis] ?? 0) + Number(same);
    asked[axis] = (asked[axis] ?? 0) + 1;
  };
  let labelled = 0;
  let found = 0;
  results.forEach(({ attributions, sources }, i) => {
    const rows = readRows(join(folder, names[i]));
    const byId = new Map(sources.map((source) => [source.id, source.name]));
    for (const attribution of attributions) for (const value of values(attribution)) count(value, 2);
    for (const row of rows) {
      labelled += 1;
      for (const value of values(row)) count(value, 1);
      const given = findAt(attributions, row);
      if (!given) continue;
      found += 1;
      for (const value of values(row)) if (values(given).includes(value)) count(value, 0);
      for (const axis of ["kind", "official", "stance"]) compare(axis, row[axis] === given[axis]);
      if (row.kind === "anonymous") compare("anonymity", row.anonymity === given.anonymity);
      if (["person", "organisation", "media"].includes(row.kind))
        compare("who", sameName(row.who, byId.get(given.who)));
      const claim = rows.find((other) => other.start === row.denies);
      const target = claim && findAt(attributions, claim);
      if (target) compare("denial links", given.denies === target.id);
    }
  });
  const accuracy = Object.fromEntries(Object.keys(asked).map((axis) => [axis, right[axis] / asked[axis]]));
  const f1 = Object.fromEntries(
    [...countedKinds, "official", ...countedStances].map((value) => {
      const [hits, wanted, given] = counts[value] ?? [0, 0, 0];
      return [value, (2 * hits) / Math.max(1, wanted + given)];
    }),
  );
  return { labelled, found: found / labelled, accuracy, f1 };
}
