// What the popup says of a result.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { load } from "./load.mjs";

const { summarise } = await load("popup/summary.ts");
const { reasonFor } = await load("popup/reasons.ts");
const { DEFAULT_SETTINGS } = await load("protocol.ts");

const text = [
  "The mill will close in May, the Tarn Herald reported.",
  "The owner denied it. “Nobody has been told to go,” Ada Penn said.",
  "Her brother declined to comment. Villagers hope for a buyer.",
].join("\n");

const span = (words, from = 0) => {
  const start = text.indexOf(words, from);
  assert.ok(start >= 0, words);
  return { start, end: start + words.length };
};

let count = 0;
const attribution = (fields) => ({
  id: `a${++count}`,
  source: [],
  cue: [span("reported")],
  content: [],
  quotation: "indirect",
  kind: "person",
  anonymity: null,
  official: false,
  stance: "states",
  badge: "named-source",
  who: null,
  via: null,
  within: null,
  denies: null,
  confidence: 1,
  doubtful: false,
  because: [],
  ...fields,
});
const report = attribution({
  content: [span("The mill will close in May")],
  kind: "media",
  badge: "media-report",
  who: "s1",
});
const denial = attribution({ cue: [span("denied")], stance: "denies", badge: "denial", who: "s2", denies: report.id });
const quote = attribution({ cue: [span("said")], content: [span("“Nobody has been told to go,”")], who: "s2" });
const silence = attribution({
  source: [span("Her brother")],
  cue: [span("declined to comment")],
  kind: "anonymous",
  stance: "declines",
  badge: "no-comment",
  who: "s3",
});
const hope = attribution({
  cue: [span("hope")],
  kind: "group",
  stance: "intends",
  badge: "unspecified-group",
  who: "s4",
});
const nobody = attribution({ kind: "unattributed", badge: "unattributed" });
const source = (id, name, kind) => ({ id, name, description: null, kind, official: false, attributions: [] });
const result = {
  version: 1,
  id: "",
  attributions: [report, denial, quote, silence, hope, nobody],
  sources: [
    source("s1", "Tarn Herald", "media"),
    source("s2", "Ada Penn", "person"),
    source("s3", "Her brother", "anonymous"),
    source("s4", "Villagers", "group"),
  ],
  disputes: [{ claim: report.id, sentence: null, denials: [denial.id, quote.id] }],
  summary: { words: 40, attributedWords: 20, attributions: 6, sources: 4, badges: {} },
};

describe("the popup's summary", () => {
  it("counts statements and the sources behind them; a belief only where it is asked for", () => {
    const plain = summarise(result, text, DEFAULT_SETTINGS);
    assert.equal(plain.statements, 5);
    assert.equal(plain.sources, 3);
    const all = summarise(result, text, { ...DEFAULT_SETTINGS, showAttitudes: true });
    assert.equal(all.statements, 6);
    assert.equal(all.sources, 4);
  });

  it("leaves out what the reader has switched off, in figures, list and disputes alike", () => {
    const without = summarise(result, text, { ...DEFAULT_SETTINGS, badges: { denial: false, "named-source": false } });
    assert.equal(without.statements, 3);
    assert.deepEqual(
      without.bySource.map(({ name }) => name),
      ["Tarn Herald", "Her brother", "No source given"],
    );
    assert.deepEqual(without.disputes, []);
  });

  it("divides the bar by kind of source", () => {
    assert.deepEqual(summarise(result, text, DEFAULT_SETTINGS).kinds, [
      { kind: "person", count: 2 },
      { kind: "media", count: 1 },
      { kind: "anonymous", count: 1 },
      { kind: "unattributed", count: 1 },
    ]);
  });

  it("puts who says most first, and shows what is said, or the sentence where nothing is", () => {
    const { bySource } = summarise(result, text, DEFAULT_SETTINGS);
    assert.deepEqual(
      bySource.map(({ name, statements }) => [name, ...statements.map(({ words }) => words)]),
      [
        ["Ada Penn", "The owner denied it.", "“Nobody has been told to go,”"],
        ["Tarn Herald", "The mill will close in May"],
        ["Her brother", "Her brother declined to comment."],
        ["No source given", "The mill will close in May, the Tarn Herald reported."],
      ],
    );
  });

  it("names each side of a dispute once", () => {
    assert.deepEqual(summarise(result, text, DEFAULT_SETTINGS).disputes, [
      {
        claim: "The mill will close in May",
        claimedBy: { name: "Tarn Herald", badge: "media-report", statement: report.id },
        deniedBy: [{ name: "Ada Penn", badge: "denial", statement: denial.id }],
      },
    ]);
  });

  it("leaves out where the article was written", () => {
    const said = (text) => {
      const one = { ...report, source: [], cue: [], content: [{ start: 0, end: text.length }] };
      return summarise({ ...result, attributions: [one], disputes: [] }, text, DEFAULT_SETTINGS).bySource[0]
        .statements[0].words;
    };
    for (const place of [
      "TARN — ",
      "OLD TARN (Herald) - ",
      "TARN, West Harrow, Nov. 3 (Herald) — ",
      "TARN/HARROW -- ",
      "ST. AUDREY’S—",
    ])
      assert.equal(said(`${place}The mill will close`), "The mill will close");
    for (const words of ["The mill — TARN — will close", "TARN — once a mill — is no more", "TARN-Harrow will close"])
      assert.equal(said(words), words);
  });

  it("cuts long words at a word", () => {
    const long = `${"All the quays of the town were empty ".repeat(12)}and dark.`;
    const one = { ...report, content: [{ start: 0, end: long.length }] };
    const { bySource } = summarise({ ...result, attributions: [one], disputes: [] }, long, DEFAULT_SETTINGS);
    const { words } = bySource[0].statements[0];
    assert.ok(words.length <= 182 && words.endsWith(" …"), words);
    assert.ok(long.startsWith(words.slice(0, -2)) && long[words.length - 2] === " ");
  });
});

describe("why a page can't be annotated", () => {
  const title = (url, why) => reasonFor({ url }, why).title;

  it("knows the browsers' refusals", () => {
    const closed = "This page is closed to extensions";
    assert.equal(title("chrome://version/", new Error("Cannot access a chrome:// URL")), closed);
    assert.equal(title(undefined, new Error("Missing host permission for the tab")), closed);
    assert.equal(
      title("https://addons.mozilla.org/firefox/", new Error("Missing host permission for the tab")),
      closed,
    );
    assert.equal(
      title("https://chromewebstore.google.com/", new Error("The extensions gallery cannot be scripted.")),
      closed,
    );
    assert.equal(
      title("file:///home/a.html", new Error('Cannot access contents of url "file:///home/a.html".')),
      "Files need your permission",
    );
    assert.equal(title("https://a.example/b.pdf", new Error("Missing host permission for the tab")), "This is a PDF");
    const gone = "The page did not load";
    assert.equal(title("https://a.example/", new Error("Frame with ID 0 is showing error page")), gone);
    assert.equal(title("https://a.example/", new Error("Missing host permission for the tab")), gone);
  });

  it("knows the failures of page and engine, and lets an unknown one speak for itself", () => {
    assert.equal(title("https://a.example/", { code: "too_large", message: "" }), "Too long to read");
    assert.equal(title("https://a.example/", { code: "empty", message: "" }), "No article here");
    assert.equal(title("https://a.example/", { code: "unreachable", message: "" }), "Hearsay was updated");
    assert.equal(reasonFor({}, { code: "engine", message: "out of memory" }).text, "out of memory");
    assert.equal(reasonFor({}, { code: "new_one", message: "in its words" }).text, "in its words");
  });
});
