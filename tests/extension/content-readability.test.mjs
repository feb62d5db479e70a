// Our own finder against @mozilla/readability, by the words that Readability's authors expect in real pages. The pages
// are other people's and lie beside the repository; without them this is skipped.

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { Readability } from "@mozilla/readability";
import { JSDOM } from "jsdom";
import { load } from "./load.mjs";

const folder = fileURLToPath(new URL("../../../shared/pages", import.meta.url));
const skip = existsSync(folder) ? false : "the pages are not here";
/** A front page: no article, whatever Readability finds in it. */
const FRONT_PAGE = "yahoo-2";

const { readBlocks } = await load("content/read-blocks.ts");
const { findArticle } = await load("content/find-article.ts");
const { Pace } = await load("content/pace.ts");

const INLINE =
  "<style>a, abbr, b, button, cite, code, em, font, i, label, q, s, small, span, strong, sub, sup, time, u { display: inline }" +
  "[hidden] { display: none }</style>";

function count(text) {
  const words = new Map();
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) words.set(word, (words.get(word) ?? 0) + 1);
  return words;
}
const size = (words) => [...words.values()].reduce((sum, times) => sum + times, 0);
const common = (a, b) => [...a].reduce((sum, [word, times]) => sum + Math.min(times, b.get(word) ?? 0), 0);

describe("real pages: the article's words", { skip }, () => {
  const sums = { ours: [0, 0, 0], readability: [0, 0, 0] };
  for (const name of skip ? [] : readdirSync(folder).sort()) {
    it(name, async () => {
      // The pages' own styles take jsdom minutes, and it draws nothing by them.
      const html = readFileSync(`${folder}/${name}/source.html`, "utf8").replace(/<style[\s\S]*?<\/style>/gi, "");
      const { document } = new JSDOM(INLINE + html, { url: "https://news.example/story" }).window;
      const pace = new Pace(new AbortController().signal);
      const blocks = await readBlocks(document.body, pace, { dataOf: (node) => node.data, ours: () => false });
      const found = await findArticle(document, blocks, pace);
      if (name === FRONT_PAGE) {
        assert.equal(found, null);
        return;
      }
      const ours = count(found.blocks.map((block) => block.map.text).join("\n"));
      const readability = count(new Readability(document).parse()?.textContent ?? "");
      const { document: right } = new JSDOM(readFileSync(`${folder}/${name}/expected.html`, "utf8")).window;
      const expected = count(right.body.textContent);
      for (const [who, words] of Object.entries({ ours, readability })) {
        sums[who][0] += common(words, expected);
        sums[who][1] += size(words);
        sums[who][2] += size(expected);
      }
      assert.ok(common(ours, expected) / size(expected) >= 0.85, "words of the article missed");
      assert.ok(common(ours, expected) / size(ours) >= 0.85, "words from outside the article");
    });
  }

  it("over all", () => {
    for (const [who, [hits, found, expected]] of Object.entries(sums)) {
      console.log(`${who}: precision ${(hits / found).toFixed(3)}, recall ${(hits / expected).toFixed(3)}`);
    }
    const [hits, found, expected] = sums.ours;
    assert.ok(hits / found >= 0.97);
    assert.ok(hits / expected >= 0.95);
  });
});
