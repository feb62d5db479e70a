// The hearsay command as a person would use it: good input, bad input, exit statuses, no half-written output.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const command = fileURLToPath(new URL("../../build/native/hearsay", import.meta.url));
const sample = fileURLToPath(new URL("../fixtures/sample/article.txt", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "hearsay-cli-"));

function hearsay(args, input = "") {
  const run = spawnSync(command, args, {
    input,
    encoding: "utf8",
    maxBuffer: 1 << 28,
    env: { ...process.env, NO_COLOR: "1" },
  });
  return { status: run.status, out: run.stdout, err: run.stderr };
}

function file(name, bytes) {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

test("every format, from a file and from standard input", () => {
  const text = readFileSync(sample, "utf8");
  const json = hearsay(["annotate", sample]);
  assert.equal(json.status, 0);
  assert.equal(JSON.parse(json.out).id, sample);
  assert.deepEqual(JSON.parse(hearsay(["annotate"], text).out).attributions, JSON.parse(json.out).attributions);
  assert.match(hearsay(["annotate", "--format", "brat", sample]).out, /^T1\t\w+ \d+ \d+/);
  assert.equal(
    JSON.parse(hearsay(["annotate", "--format", "web-annotation", sample]).out).type,
    "AnnotationCollection",
  );
  assert.match(hearsay(["annotate", "--format", "csv", sample]).out, /^article,id,/);
  assert.match(hearsay(["annotate", "--format", "text", sample]).out, /\[Official denial: /);
});

test("offsets in UTF-16 code units, code points and bytes", () => {
  const text = "“🙂 No,” Mayor Ines Calder said.";
  const cue = (unit) => JSON.parse(hearsay(["annotate", "--offsets", unit], text).out).attributions[0].cue[0];
  assert.equal(text.slice(cue("utf16").start, cue("utf16").end), "said");
  assert.equal([...text].slice(cue("codepoint").start, cue("codepoint").end).join(""), "said");
  assert.equal(Buffer.from(text).subarray(cue("byte").start, cue("byte").end).toString(), "said");
});

test("a folder of results: a file for each input", () => {
  const out = join(folder, "out");
  const run = hearsay([
    "annotate",
    "--format",
    "brat",
    "--out",
    out,
    sample,
    file("second.txt", "“No,” Ines Calder said."),
  ]);
  assert.equal(run.status, 0);
  assert.deepEqual(readdirSync(out).sort(), ["article.ann", "second.ann"]);
});

test("in a stream of many the good ones come out, and each bad one is placed", () => {
  const stream = [
    '{"id": "one", "text": "“No,” Ines Calder said."}',
    "{broken",
    "",
    '{"id": "three", "blocks": ["“Yes,” she said.", 1]}',
    '{"id": "four", "headline": "Vale: no deal", "blocks": ["Talks ended."]}',
  ].join("\n");
  const run = hearsay(["annotate", file("stream.jsonl", stream)]);
  assert.equal(run.status, 1);
  assert.deepEqual(
    run.out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line).id),
    ["one", "four"],
  );
  const errors = run.err.trim().split("\n");
  assert.equal(errors.length, 2);
  assert.match(errors[0], /stream\.jsonl:2: not JSON at byte 1$/);
  assert.match(errors[1], /stream\.jsonl:4: block 1 is not a string$/);
});

test("bad input gets one line that says what and where, and nothing on standard output", () => {
  const cases = [
    [["annotate", file("latin.txt", Buffer.from([0x61, 0xe9, 0x62]))], /latin\.txt: not UTF-8 at byte 1$/],
    [["annotate", file("empty.txt", "")], /empty\.txt: the article holds no words$/],
    [["annotate", file("big.txt", "word ".repeat(1_048_576))], /big\.txt: the article is over 4 MiB/],
    [["annotate", join(folder, "absent.txt")], /absent\.txt: No such file or directory$/],
    [["annotate", folder], /is a folder$/],
    [["annotate", "--model", sample, sample], /article\.txt: .*not a Hearsay model/],
    [["annotate", "--lexicon", join(folder, "absent"), sample], /absent: /],
    [["evaluate", join(folder, "absent")], /absent/],
  ];
  for (const [args, message] of cases) {
    const run = hearsay(args);
    assert.equal(run.status, 1, args.join(" "));
    assert.equal(run.out, "");
    assert.equal(run.err.trim().split("\n").length, 1, run.err);
    assert.match(run.err.trim(), message);
  }
});

test("wrong usage", () => {
  for (const args of [
    [],
    ["fly"],
    ["annotate", "--format", "xml"],
    ["annotate", "--offsets"],
    ["annotate", "--loud", "x"],
    ["lexicon"],
  ]) {
    const run = hearsay(args);
    assert.equal(run.status, 2, args.join(" "));
    assert.equal(run.out, "");
    assert.notEqual(run.err, "");
  }
  assert.match(hearsay(["--help"]).out, /^usage: hearsay/);
});
