// Real news pages in both browsers: what is marked, where, how quickly, and that nothing is left behind. The pages are
// other people's and lie beside the repository; without them this is skipped.

import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { after, before, describe, it } from "node:test";
import { JSDOM } from "jsdom";
import { BROWSERS, launch, root, settled, until } from "./browsers.mjs";
import { difference, remember } from "./page.mjs";
import { serve } from "./server.mjs";
import { longestTask } from "./tasks.mjs";

const folder = `${root}../shared/pages`;
const skip = existsSync(folder) ? false : "the pages are not here";
const names = skip ? [] : readdirSync(folder).sort();

/** The pages as they are, but for scripts and everything that they would load from elsewhere. */
const QUIET = {
  "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:",
};

/** A page that is no article: a front page of headlines. */
const FRONT_PAGE = "yahoo-2";

/** Letters and digits alone: what is left of a text however its page lays it out. */
const letters = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");

/** The paragraphs that Readability's authors expect, and of their sentences those that plainly report speech. */
async function expectation(name) {
  const { document } = new JSDOM(await readFile(`${folder}/${name}/expected.html`, "utf8")).window;
  const text = document.body.textContent;
  const blocks = [...document.querySelectorAll("p, li, blockquote, figcaption, h2, h3, td, div")].filter(
    (block) => block.querySelector("p, li, blockquote, div, table") === null,
  );
  const sentences = blocks
    .flatMap((block) => block.textContent.match(/[^.!?]+[.!?]*["”’)]*/g) ?? [])
    .filter((sentence) => /\b(said|according to)\b/i.test(sentence) && letters(sentence).length > 20)
    .map(letters);
  const { title } = JSON.parse(await readFile(`${folder}/${name}/expected-metadata.json`, "utf8"));
  return { text: letters(text), headline: letters(title), sentences };
}

/** In the page: its text as letters, and where among them badges stand and underlined words are. */
function marks() {
  const underlined = new Map();
  for (const highlight of CSS.highlights.values())
    for (const range of highlight)
      underlined.set(range.startContainer, [...(underlined.get(range.startContainer) ?? []), range]);
  const kept = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  let text = "";
  const found = { badges: [], lines: [], blocks: [] };
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node.nodeType === Node.ELEMENT_NODE) {
      if (node.localName === "hearsay-badge") found.badges.push(text.length);
      else if (/^(p|h\d|li|ul|ol|div|section|article|blockquote|figcaption|td|tr|br)$/.test(node.localName))
        found.blocks.push(text.length);
      continue;
    }
    if (node.parentElement?.closest("script, style, noscript, template")) continue;
    for (const { startOffset, endOffset } of underlined.get(node) ?? []) {
      const start = text.length + kept(node.data.slice(0, startOffset)).length;
      found.lines.push([start, start + kept(node.data.slice(startOffset, endOffset)).length]);
    }
    text += kept(node.data);
  }
  return { text, ...found };
}

/** In the page: when the first badge stood there. */
function watch() {
  new MutationObserver((_, observer) => {
    if (document.querySelector("hearsay-badge") === null) return;
    window.firstBadge = Date.now();
    observer.disconnect();
  }).observe(document, { childList: true, subtree: true });
}

for (const name of BROWSERS) {
  describe(`real pages in ${name}`, { skip }, () => {
    let session;
    let server;
    const rows = [];

    before(async () => {
      const routes = {};
      for (const page of names)
        routes[`/${page}`] = { headers: QUIET, body: await readFile(`${folder}/${page}/source.html`) };
      server = await serve(routes);
      session = await launch(name);
    });
    after(async () => {
      await session?.close();
      await server?.close();
      if (rows.length > 0) {
        await mkdir(`${root}build`, { recursive: true });
        await writeFile(`${root}build/pages-${name}.json`, `${JSON.stringify(rows, null, 1)}\n`);
        console.table(Object.fromEntries(rows.map(({ page, outside, ...row }) => [page, row])));
      }
    });

    for (const name of names) {
      it(name, async () => {
        const expected = await expectation(name);
        const page = await session.page(1200, 900);
        await page.goto(server.url(`/${name}`));
        await page.evaluate(remember);
        await page.evaluate(watch);
        let popup;
        let said;
        let pressed = 0;
        const measured = (work) => (session.name === "chromium" ? longestTask(page, work) : work());
        const longestOn = await measured(async () => {
          pressed = Date.now();
          popup = await session.press(page);
          said = await settled(popup);
          // The last marks are painted.
          await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
        });
        const { view, title } = said;
        const first = await page.evaluate(() => window.firstBadge);
        const { text, badges, lines, blocks } = await page.evaluate(marks);
        const around = (place) => {
          const start = Math.max(0, ...blocks.filter((block) => block < place));
          const end = Math.min(text.length, ...blocks.filter((block) => block >= place));
          return text.slice(Math.max(start, place - 24), Math.min(end, place + 12));
        };
        const outside = badges
          .map(around)
          .filter((context) => !expected.text.includes(context) && !expected.headline.includes(context));
        const places = [...badges.map((place) => [place, place]), ...lines];
        const marked = expected.sentences.filter((sentence) => {
          const start = text.indexOf(sentence);
          return start >= 0 && places.some(([from, to]) => from <= start + sentence.length && to >= start);
        });
        const longestOff = await measured(async () => {
          await popup.evaluate(() => document.getElementById("power").click());
          await until(() => page.evaluate(() => document.querySelector("hearsay-badge") === null), "the badges to go");
          await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
        });
        const longest = longestOn && Math.max(longestOn, longestOff);
        const left = await page.evaluate(difference);
        await popup.close();
        await page.close();
        rows.push({
          page: name,
          statements: view === "summary" ? Number.parseInt(title, 10) : 0,
          badges: badges.length,
          inside: badges.length - outside.length,
          sentences: name === FRONT_PAGE ? 0 : expected.sentences.length,
          marked: marked.length,
          outside,
          "longest task, ms": longest === undefined ? null : Math.round(longest),
          "first badge, ms": first === undefined ? null : first - pressed,
        });
        assert.equal(left, "", "what is left behind");
        assert.ok(longest === undefined || longest < 50, `a task of ${longest} ms`);
        if (name === FRONT_PAGE) assert.equal(badges.length, 0, "badges on a front page");
        else assert.ok(expected.sentences.length === 0 || badges.length > 0, title);
      });
    }

    it("marks the article and little else", () => {
      const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
      const inside = sum("inside") / sum("badges");
      const marked = sum("marked") / sum("sentences");
      console.log(
        `${name}: ${inside.toFixed(3)} of the badges inside the article, ${marked.toFixed(3)} of the sentences marked`,
      );
      assert.ok(inside >= 0.98, `inside ${inside}`);
      assert.ok(marked >= 0.85, `marked ${marked}`);
    });
  });
}
