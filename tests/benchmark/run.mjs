// Scores, sizes and speeds. `node tests/benchmark/run.mjs` prints them; with --check it also holds them against
// thresholds.json and fails where one is missed. What needs the corpora beside the repository is skipped, and said so,
// where they are not there. Speed is compared as a ratio of two runs on the same machine, never as a time.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { loadEngine } from "../../wasm/hearsay.mjs";
import { scoreLabels } from "./labels.mjs";

const root = new URL("../../", import.meta.url);
const path = (relative) => fileURLToPath(new URL(relative, root));
const hearsay = path("build/native/hearsay");
const shared = path("../shared");
const checking = process.argv.includes("--check");
const thresholds = JSON.parse(readFileSync(path("tests/benchmark/thresholds.json"), "utf8"));
const missed = [];

/** Prints a figure and, with --check, holds it against its threshold. */
function figure(name, value, unit = "") {
  const bound = thresholds[name];
  let verdict = "";
  if (bound) {
    const good = (bound.min === undefined || value >= bound.min) && (bound.max === undefined || value <= bound.max);
    verdict = `  (${bound.min === undefined ? `at most ${bound.max}` : `at least ${bound.min}`}: ${good ? "holds" : "MISSED"})`;
    if (!good) missed.push(name);
  }
  console.log(`  ${name.padEnd(34)} ${String(value).padStart(9)} ${unit}${verdict}`);
}

function heading(text) {
  console.log(`\n${text}`);
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

const round = (value, digits = 3) => Number(value.toFixed(digits));

function attributionScores() {
  heading("Finding attributions (PolNeAR, dev)");
  const gold = join(shared, "corpora/polnear/dev");
  const out = mkdtempSync(join(tmpdir(), "hearsay-"));
  const texts = readdirSync(gold).filter((name) => name.endsWith(".txt"));
  execFileSync(hearsay, ["annotate", "--format", "brat", "--out", out, ...texts.map((name) => join(gold, name))]);
  const run = spawnSync("python3", [join(shared, "tools/score_attribution.py"), gold, out], { encoding: "utf8" });
  rmSync(out, { recursive: true });
  const score = JSON.parse(run.stdout);
  figure("cue F1", score.cue.F1);
  figure("whole attribution F1", score.full.F1);
  figure("content tokens F1", score.content_tokens.F1);
  figure("source exact F1", score.source_exact.F1);
  figure("speech recall", score.speech_recall);
  const own = JSON.parse(execFileSync(hearsay, ["evaluate", gold, "--format", "json"], { encoding: "utf8" }));
  figure("exact spans F1", own.spans.F1);
  figure("default badge precision", own.badge_precision ?? 0);
}

function labelScores() {
  heading("Labels (labels-dev)");
  const corpus = join(shared, "corpora/polnear/dev");
  const labels = join(shared, "corpora/labels-dev");
  const texts = readdirSync(labels).map((name) => join(corpus, name.replace(/\.tsv$/, ".txt")));
  const results = join(mkdtempSync(join(tmpdir(), "hearsay-")), "results.jsonl");
  writeFileSync(results, execFileSync(hearsay, ["annotate", "--offsets", "codepoint", ...texts]));
  const run = spawnSync("python3", [join(shared, "tools/score_labels.py"), labels, corpus, results], {
    encoding: "utf8",
  });
  const score = JSON.parse(run.stdout);
  figure("labelled attributions found", score.found);
  for (const [axis, value] of Object.entries(score.accuracy)) figure(`accuracy: ${axis}`, value);
  for (const [value, f1] of Object.entries(score.end_to_end_f1)) figure(`end to end: ${value}`, f1 ?? 0);
}

function articleScores() {
  const score = scoreLabels(hearsay, path("tests/articles"));
  heading(`Labels (tests/articles, ${score.labelled} attributions)`);
  figure("articles: found", round(score.found));
  for (const [axis, value] of Object.entries(score.accuracy)) figure(`articles: ${axis}`, round(value));
  for (const [value, f1] of Object.entries(score.f1)) figure(`articles, end to end: ${value}`, round(f1));
}

function snippetScores() {
  heading("Anonymous sources in short texts (anonymous-snippets.jsonl)");
  const lines = readFileSync(join(shared, "corpora/anonymous-snippets.jsonl"), "utf8").split("\n").filter(Boolean);
  const input = lines.map((line, id) => JSON.stringify({ id: String(id), text: JSON.parse(line).text })).join("\n");
  const out = execFileSync(hearsay, ["annotate", "--jsonl", "-"], { input, encoding: "utf8", maxBuffer: 1 << 28 });
  const results = out.split("\n").filter(Boolean).map(JSON.parse);
  const share = (test) => round(results.filter((result) => result.attributions.some(test)).length / lines.length);
  figure(
    "snippets with an attribution",
    share(() => true),
  );
  figure(
    "snippets with an anonymous source",
    share((a) => a.kind === "anonymous"),
  );
}

function sizes() {
  heading("Size of the engine with model and lexicon");
  const wasm = readFileSync(path("build/wasm/hearsay.wasm"));
  const brotli = brotliCompressSync(wasm, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  figure("wasm, raw", wasm.length, "bytes");
  figure("wasm, gzip", gzipSync(wasm, { level: 9 }).length, "bytes");
  figure("wasm, brotli", brotli.length, "bytes");
}

/** Processor milliseconds of one annotation: the least of `rounds` measurements, as whatever else runs only adds to it. */
function time(engine, json, rounds) {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < rounds; i++) {
    const times = Math.max(1, Math.ceil(40_000 / json.length));
    const start = process.cpuUsage();
    for (let k = 0; k < times; k++) {
      engine.forget();
      engine.annotateJson(json);
    }
    const used = process.cpuUsage(start);
    least = Math.min(least, (used.user + used.system) / 1000 / times);
  }
  return least;
}

async function speeds() {
  heading("Speed in WebAssembly (processor time, median over the articles)");
  const wasm = readFileSync(path("build/wasm/hearsay.wasm"));
  const wake = [];
  for (let i = 0; i < 5; i++) {
    const start = performance.now();
    const fresh = await loadEngine(wasm);
    fresh.annotate({ text: "“No,” Vale said." });
    wake.push(performance.now() - start);
  }
  figure("compile, load, first answer", round(median(wake), 1), "ms");
  const engine = await loadEngine(wasm);
  const corpus = join(shared, "corpora/polnear/dev");
  const folder = existsSync(corpus) ? corpus : path("tests/fixtures/sample");
  const texts = readdirSync(folder).filter((name) => name.endsWith(".txt"));
  const articles = texts.map((name) => readFileSync(join(folder, name), "utf8"));
  const words = (text) => text.split(/\s+/).filter(Boolean).length;
  for (const text of articles) engine.annotate({ text });
  const perThousand = articles.map((text) => (time(engine, JSON.stringify({ text }), 9) / words(text)) * 1000);
  figure("1,000 words", round(median(perThousand), 2), "ms");
  const once = articles.join("\n").slice(0, 60_000);
  // No paragraph twice: what was read before takes less time.
  const copies = (count) => Array.from({ length: count }, (_, k) => `${once}\n`.replaceAll("\n", ` ${k}\n`)).join("");
  const ratio =
    time(engine, JSON.stringify({ text: copies(16) }), 5) / time(engine, JSON.stringify({ text: copies(1) }), 9);
  figure("16 times the text, time ratio", round(ratio, 1));
}

if (existsSync(shared)) {
  attributionScores();
  labelScores();
  snippetScores();
} else {
  console.log("skipped: the scores, as the corpora (../shared) are not there");
}
articleScores();
sizes();
await speeds();
if (checking && missed.length > 0) {
  console.log(`\nmissed: ${missed.join(", ")}`);
  process.exit(1);
}
