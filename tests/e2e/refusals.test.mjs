// Pages that can't be annotated: each gets a clear message in the popup, and stays as it was.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { pathToFileURL } from "node:url";
import { BROWSERS, launch, root, settled, until } from "./browsers.mjs";
import { badges, difference, remember } from "./page.mjs";
import { serve } from "./server.mjs";

const sample = await readFile(`${root}tests/fixtures/sample/page.html`, "utf8");

const PDF = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]>>endobj
trailer<</Root 1 0 R>>`;

/** Five megabytes of prose, in paragraphs. */
function endless() {
  const paragraph = `<p>${"The harbour master said the tide would be late, and the ferry waited at the quay. ".repeat(60)}</p>\n`;
  return `<!doctype html><title>Endless</title><article><h1>A very long day at the quay</h1>${paragraph.repeat(Math.ceil(5_000_000 / paragraph.length))}</article>`;
}

const PAGES = {
  "/empty": { body: "" },
  "/list": {
    body: `<!doctype html><title>All news</title><ul>${"<li><a href=#>Minister denies it</a></li>".repeat(40)}</ul>`,
  },
  "/endless": () => ({ body: endless() }),
  // Bytes that are no UTF-8, in a page that says it is: the browser puts U+FFFD for them.
  "/not-utf8": { body: Buffer.from(sample.replaceAll("Varonne", "Var\u00f6nne"), "latin1") },
  "/paper.pdf": { type: "application/pdf", body: PDF },
  "/sample": { body: sample },
  "/frame": { body: '<!doctype html><iframe src="/sample" style="width: 900px; height: 700px"></iframe>' },
};

for (const name of BROWSERS) {
  describe(`pages that can't be annotated, in ${name}`, () => {
    let session;
    let server;
    let page;
    let folder;

    before(async () => {
      folder = await mkdtemp(join(tmpdir(), "hearsay-"));
      writeFileSync(join(folder, "page.html"), sample);
      server = await serve(PAGES);
      session = await launch(name);
    });
    // A page each: after a PDF and a page that did not load, Chromium's tab sometimes goes nowhere any more.
    beforeEach(async () => {
      page = await session.page(1000, 800);
    });
    afterEach(async () => {
      await page.close();
    });
    after(async () => {
      await session?.close();
      await server?.close();
      await rm(folder, { recursive: true, force: true });
    });

    /** What the popup says on a page. */
    async function said(url) {
      // A page that does not load is one of the cases, and Firefox never reports that a page of its own has.
      await page.goto(url, { timeout: 5_000 }).catch(() => {});
      const popup = await session.press(page);
      const { view, title } = await settled(popup);
      await popup.close();
      return view === "message" ? title : `summary: ${title}`;
    }

    it("a page of the browser's own", async () => {
      const own = name === "chromium" ? "chrome://version/" : "about:license";
      assert.equal(await said(own), "This page is closed to extensions");
    });

    it("an empty tab", async () => {
      assert.match(
        await said("about:blank"),
        /^(No article here|This page can't be read|This page is closed to extensions)$/,
      );
    });

    it("an empty page", async () => assert.equal(await said(server.url("/empty")), "No article here"));

    it("a page without an article", async () => {
      assert.equal(await said(server.url("/list")), "No article here");
      assert.equal((await page.evaluate(badges)).length, 0);
    });

    it("a PDF", async () => {
      assert.equal(await said(server.url("/paper.pdf")), "This is a PDF");
    });

    it("a page that did not load", async () => {
      const gone = await serve({});
      await gone.close();
      assert.match(await said(gone.url("/")), /^(The page did not load|This page can't be read)$/);
    });

    it("a file, which Chromium lets a reader close to extensions", async () => {
      const title = await said(pathToFileURL(join(folder, "page.html")).href);
      assert.match(title, /^(Files need your permission|summary: \d+ statements)/);
    });

    it("five megabytes of text", async () => {
      await page.goto(server.url("/endless"));
      await page.evaluate(remember);
      const popup = await session.press(page);
      assert.equal((await settled(popup)).title, "Too long to read");
      await popup.close();
      assert.equal(await page.evaluate(difference), "");
    });

    it("bytes that are no UTF-8 are read as the browser shows them", async () => {
      assert.match(await said(server.url("/not-utf8")), /^summary: \d+ statements/);
      const found = await page.evaluate(badges);
      assert.ok(found.some(({ before }) => before.includes("Var\ufffdnne")));
    });

    it("a page that was open while the extension was updated", async () => {
      await page.goto(server.url("/sample"));
      await page.evaluate(remember);
      let popup = await session.press(page);
      await settled(popup);
      const count = (await page.evaluate(badges)).length;
      assert.ok(count > 0);
      await popup.close();
      await session.reinstall();
      await until(async () => (await page.evaluate(difference)) === "", "the page as it was");
      popup = await session.press(page);
      assert.equal((await settled(popup)).view, "summary");
      assert.equal((await page.evaluate(badges)).length, count, "one badge for each, not two");
      await popup.evaluate(() => document.getElementById("power").click());
      await until(() => page.evaluate(() => document.querySelector("hearsay-badge") === null), "the badges to go");
      assert.equal(await page.evaluate(difference), "");
      await popup.close();
    });

    // The last: nothing is installed afterwards.
    it("pages that were open while the extension was removed", async () => {
      const open = async (path) => {
        const one = await session.page(1000, 800);
        // In each of its frames, and before an extension that needs no click has seen it.
        await one.evaluateOnNewDocument(`addEventListener("DOMContentLoaded", ${remember})`);
        await one.evaluateOnNewDocument(`${guarded}; addEventListener("DOMContentLoaded", ${watchForBadges})`);
        await one.goto(server.url(path));
        return one;
      };
      const openedUnasked = async () => {
        const one = await open("/sample");
        const marked = until(() => one.evaluate(traces), "marks", 1_000).catch(() => one.close());
        return (await marked) && one;
      };
      const opened = [await open("/frame"), await open("/sample")];
      const left = await open("/sample");
      for (const one of [...opened, left]) {
        const popup = await session.press(one);
        await settled(popup);
        await popup.close();
      }
      if (session.grant) {
        await session.grant("http://127.0.0.1/*");
        opened.push(await until(openedUnasked, "the grant to work"));
      }
      for (const one of opened) await until(async () => (await one.evaluate(traces)) > 20, "the marks");
      for (const one of opened) await until(() => one.evaluate(guarded), "what puts the page back, in Firefox");
      for (const one of opened.slice(1))
        assert.equal(await one.evaluate(() => window.guardedFromTheFirst), true, "guarded before there was a badge");
      const [, sample] = opened;
      await sample.bringToFront();
      await sample.click("hearsay-badge");
      await until(() => sample.evaluate(() => document.querySelector("hearsay-card") !== null), "the card");
      await left.goto(server.url("/list"));
      // From then on no port tells the page that the extension has gone.
      await session.sleep?.();
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      await session.uninstall();
      for (const one of opened) {
        await one.bringToFront();
        for (const frame of one.frames())
          await until(async () => (await frame.evaluate(difference)) === "", "the page as it was");
        assert.equal(await one.evaluate(traces), 0);
      }
      // Chromium loads it again, Firefox has kept it and tells nobody that it is there.
      await left.goBack({ timeout: 2_000 }).catch(() => {});
      await until(() => left.evaluate(() => document.querySelector("article") !== null), "the page to come back");
      assert.equal(await left.evaluate(traces), 0);
      if (name === "firefox") assert.equal(await left.evaluate(difference), "");
    });
  });
}

/** In the page: does the browser show the sign that there is an extension, where the page needs one? */
function guarded() {
  const sign = document.querySelector("hearsay-presence");
  return sign === null || getComputedStyle(sign).position === "fixed";
}

/** In the page: at the first badge, was what puts the page back there already? */
function watchForBadges() {
  new MutationObserver((_, observer) => {
    if (document.querySelector("hearsay-badge") === null) return;
    observer.disconnect();
    window.guardedFromTheFirst = guarded();
  }).observe(document, { childList: true, subtree: true });
}

/** In the page: how many badges, cards, lines and style sheets there are, those in its frame included. */
function traces() {
  let count = 0;
  for (const view of [window, ...Array.from({ length: frames.length }, (_, i) => frames[i])]) {
    count += view.document.querySelectorAll("hearsay-badge, hearsay-card, hearsay-presence").length;
    count += view.document.adoptedStyleSheets.length;
    for (const ranges of view.CSS.highlights.values()) count += ranges.size;
  }
  return count;
}
