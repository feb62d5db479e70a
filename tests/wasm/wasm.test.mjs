// The engine in WebAssembly and the native one are one engine: the same bytes out for the same article in.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { loadEngine } from "../../wasm/hearsay.mjs";

const root = new URL("../../", import.meta.url);
const path = (relative) => fileURLToPath(new URL(relative, root));
const wasm = readFileSync(path("build/wasm/hearsay.wasm"));

/** What the command says of articles, a line each. */
function native(articles) {
  const run = spawnSync(path("build/native/hearsay"), ["annotate", "--jsonl", "-"], {
    input: articles.map((article) => `${JSON.stringify(article)}\n`).join(""),
    encoding: "utf8",
    maxBuffer: 1 << 30,
  });
  assert.equal(run.stderr, "");
  assert.equal(run.status, 0);
  return run.stdout.split("\n").slice(0, -1);
}

async function compare(articles) {
  const engine = await loadEngine(wasm);
  const lines = native(articles);
  assert.equal(lines.length, articles.length);
  articles.forEach((article, index) => {
    const answer = engine.annotateJson(JSON.stringify(article));
    if (answer === lines[index]) return;
    let at = 0;
    while (answer[at] === lines[index][at]) at++;
    const near = (text) => text.slice(Math.max(0, at - 60), at + 60);
    assert.fail(`article ${article.id} differs at ${at}: WASM …${near(answer)}…, native …${near(lines[index])}…`);
  });
  return lines.map((line) => JSON.parse(line));
}

/** A small generator of pseudo-random numbers (mulberry32), so that every run sees the same texts. */
function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

test("the project's own articles", async () => {
  const articles = readdirSync(path("tests/fixtures"), { recursive: true })
    .filter((name) => name.endsWith("article.txt"))
    .sort()
    .map((name) => ({ id: name, text: readFileSync(path(`tests/fixtures/${name}`), "utf8") }));
  assert.ok(articles.length > 0);
  const results = await compare(articles);
  assert.ok(results.every((result) => result.attributions.length > 0));
});

test("texts put together at random: emoji, marks of every kind, lone surrogates", async () => {
  const random = randomFrom(7);
  const pieces = [
    "“",
    "”",
    '"',
    "‘",
    "’",
    "'",
    "«",
    "»",
    "—",
    "…",
    ". ",
    ", ",
    ": ",
    "\n",
    " ",
    "🙂",
    "👩‍🚒",
    "é",
    "e\u0301",
    "\ud83d",
    "\udc00",
    "漢字",
    " said ",
    " denied ",
    " according to ",
    " the ministry ",
    " a senior official ",
    "Ms. Alder",
    " would not comment ",
    " told ",
    " who was briefed on the talks ",
    " Vale Courier ",
    " reported ",
    " that ",
    " the report ",
    " he ",
    " she ",
    " not ",
    "U.S. ",
    "on condition of anonymity ",
    "Prime Minister Jon Vale ",
    "critics ",
    "a study ",
    "reportedly ",
    "3.5 percent ",
    "\u200b",
    "\u00ad",
  ]; // prettier-ignore
  const articles = Array.from({ length: 400 }, (_, index) => {
    let text = "word ";
    for (let i = Math.floor(random() * 120); i > 0; i--) text += pieces[Math.floor(random() * pieces.length)];
    return index % 2
      ? { id: `r${index}`, text }
      : { id: `r${index}`, headline: "Vale: no deal", blocks: text.split("\n") };
  });
  const results = await compare(articles);
  for (const [index, result] of results.entries()) {
    const { text, headline, blocks } = articles[index];
    const whole = text ?? [headline, ...blocks].join("\n");
    for (const { source, cue, content } of result.attributions) {
      assert.equal(cue.length, 1);
      for (const { start, end } of [...source, ...cue, ...content]) {
        assert.ok(0 <= start && start < end && end <= whole.length);
        for (const at of [start, end]) {
          const splits = /[\ud800-\udbff]/.test(whole[at - 1] ?? "") && /[\udc00-\udfff]/.test(whole[at] ?? "");
          assert.ok(!splits, `offset ${at} splits a code point`);
        }
      }
    }
  }
});

const corpus = path("../shared/corpora/polnear/dev");
test("news articles", { skip: existsSync(corpus) ? false : "../shared/corpora is not there" }, async () => {
  const names = readdirSync(corpus).filter((name) => name.endsWith(".txt"));
  await compare(names.map((id) => ({ id, text: readFileSync(`${corpus}/${id}`, "utf8") })));
});

test("what is no article gets an error, and the engine goes on", async () => {
  const engine = await loadEngine(wasm);
  const code = (json) => JSON.parse(engine.annotateJson(json)).error?.code;
  assert.equal(code(""), "not_json");
  assert.equal(code("{"), "not_json");
  assert.equal(code("[]"), "wrong_shape");
  assert.equal(code('{"blocks": [1]}'), "wrong_shape");
  assert.equal(code('{"text": " \\n "}'), "empty");
  assert.equal(code(JSON.stringify({ text: "word ".repeat(1_000_000) })), "too_large");
  const answer = engine.annotate({ headline: "Harbour", blocks: ["“No,” the minister said."] });
  assert.ok(answer.ok);
  assert.equal(answer.result.attributions.length, 1);
});

test("a reader's own pack is checked, and a fault is placed", async () => {
  await assert.rejects(
    loadEngine(wasm, [{ name: "mine.json", json: '{"pack": "mine", "version": 1,' }]),
    /mine\.json:1:\d+/,
  );
});

test("a damaged module is refused", async () => {
  await assert.rejects(loadEngine(wasm.subarray(0, 1000)));
});

test("an article that goes on is annotated as one never seen", async () => {
  const engine = await loadEngine(wasm);
  const blocks = Array.from(
    { length: 60 },
    (_, i) => `On day ${i} “it rained,” Mr. Vale said. The mayor denied it ${i} times.`,
  );
  const annotate = (more) => engine.annotateJson(JSON.stringify({ headline: "Rain", blocks: [...more, ...blocks] }));
  const before = annotate([]);
  const remembered = annotate(["Later it stopped, officials said."]);
  engine.forget();
  assert.equal(annotate(["Later it stopped, officials said."]), remembered);
  assert.equal(annotate([]), before);
});

test("the module imports nothing but what the loader gives, and exports what is listed", async () => {
  const module = await WebAssembly.compile(wasm);
  const imported = WebAssembly.Module.imports(module).map((item) => `${item.module}.${item.name}`);
  assert.deepEqual(imported.sort(), [
    "env.emscripten_notify_memory_growth",
    "wasi_snapshot_preview1.clock_time_get",
    "wasi_snapshot_preview1.fd_write",
    "wasi_snapshot_preview1.proc_exit",
  ]);
  const functions = WebAssembly.Module.exports(module)
    .filter((item) => item.kind === "function" && item.name.startsWith("hearsay_"))
    .map((item) => item.name);
  assert.deepEqual(functions.sort(), [
    "hearsay_allocate",
    "hearsay_annotate",
    "hearsay_answer",
    "hearsay_forget",
    "hearsay_free",
    "hearsay_load",
  ]);
});
