// The whole walk in both browsers: install, open an article, press the button, read the page and the popup, switch off.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { after, before, describe, it } from "node:test";
import { BROWSERS, launch, root, settled, until } from "./browsers.mjs";
import { annotateFile, missing, shown, tally } from "./engine.mjs";
import { badges, difference, remember } from "./page.mjs";
import { serve } from "./server.mjs";

const ARTICLES = [
  { name: "sample", folder: `${root}tests/fixtures/sample/` },
  { name: "kremlin-denial", folder: `${root}../shared/articles/kremlin-denial/` },
];
const pictures = `${root}build/screenshots`;
await mkdir(pictures, { recursive: true });

/** What the popup says, in figures. */
function figures() {
  const number = (text) => Number(text ?? Number.NaN);
  const heading = document.querySelector(".figures h2");
  return {
    statements: number(heading?.dataset.statements),
    sources: number(heading?.dataset.sources),
    kinds: Object.fromEntries(
      [...document.querySelectorAll(".kinds li")].map((li) => [li.dataset.kind, number(li.dataset.count)]),
    ),
    listed: [...document.querySelectorAll(".sources .statement")].map((button) => button.dataset.badge),
    disputes: document.querySelectorAll(".dispute").length,
  };
}

function span(text, words) {
  const start = text.indexOf(words);
  return [start, start + words.length];
}

for (const { name, folder } of ARTICLES) {
  describe(`${name} in the engine`, { skip: existsSync(folder) ? false : `${name} is not here` }, () => {
    it("finds what the article's expected.json asks for", async () => {
      const engine = await annotateFile(`${folder}article.txt`);
      const { expected, dispute, also } = JSON.parse(await readFile(`${folder}expected.json`, "utf8"));
      const { problems, found } = missing(expected, engine, await readFile(`${folder}article.txt`, "utf8"));
      if (also !== undefined) {
        const allowed = [...expected, ...also].map(({ words }) => span(engine.text, words));
        for (const { cue, badge } of shown(engine.result))
          if (!allowed.some(([start, end]) => cue[0].start >= start && cue[0].end <= end))
            problems.push(
              `${badge} at “${engine.text.slice(cue[0].start - 20, cue[0].end + 20)}”, where there is none`,
            );
      }
      assert.ok(problems.length === 0, problems.join("\n"));
      const { claim, denials } = dispute ?? { claim: 2, denials: [1, 3, 10, 12] };
      const dispute1 = engine.result.disputes.find((one) => one.claim === found[claim - 1].id);
      assert.deepEqual(
        denials.filter((row) => !dispute1?.denials.includes(found[row - 1].id)),
        [],
        "rows that deny the claim, and were not tied to it",
      );
    });
  });
}

for (const name of BROWSERS) {
  for (const { name: article, folder } of ARTICLES) {
    const skip = existsSync(folder) ? false : `${article} is not here`;
    describe(`${article} in ${name}`, { skip }, () => {
      /** @type {import("./browsers.mjs").Session} */
      let session;
      let server;
      let page;
      let popup;
      let engine;

      before(async () => {
        engine = await annotateFile(`${folder}article.txt`);
        server = await serve({ "/article/": folder });
        session = await launch(name);
        page = await session.page(1280, 900);
        await page.goto(server.url("/article/page.html"));
        await page.evaluate(remember);
      });
      after(async () => {
        await session?.close();
        await server?.close();
      });

      it("marks in the page what the engine found, and nothing beside the article", async () => {
        popup = await session.press(page);
        const { view, text } = await settled(popup);
        assert.equal(view, "summary", text);
        const marked = await page.evaluate(badges);
        assert.deepEqual(
          tally(marked.map(({ badge }) => badge)),
          tally(shown(engine.result).map(({ badge }) => badge)),
        );
        assert.deepEqual(
          marked.filter(({ inArticle, visible }) => !inArticle || !visible),
          [],
        );
        assert.ok(
          await page.evaluate(() => [...CSS.highlights.keys()].length > 0 || !("highlights" in CSS)),
          "no underlines",
        );
      });

      it("says in the popup what the engine counted", async () => {
        const visible = shown(engine.result);
        await popup.evaluate(() => {
          for (const details of document.querySelectorAll("details")) details.open = true;
        });
        await until(
          () => popup.evaluate(() => [...document.querySelectorAll("details ul")].every((ul) => ul.firstChild)),
          "the lists",
        );
        const said = await popup.evaluate(figures);
        assert.equal(said.statements, visible.length);
        assert.equal(said.sources, new Set(visible.map(({ who }) => who).filter((who) => who !== null)).size);
        assert.deepEqual(tally(said.listed), tally(visible.map(({ badge }) => badge)));
        const kinds = tally(visible.map(({ kind }) => kind));
        assert.deepEqual(Object.fromEntries(Object.entries(said.kinds).sort()), kinds);
        assert.equal(said.disputes, engine.result.disputes.length);
      });

      it("goes to a statement that is clicked in the popup", async () => {
        await page.evaluate(() => scrollTo(0, 0));
        const last = shown(engine.result).at(-1).id;
        await popup.evaluate((id) => document.querySelector(`.statement[data-reveal="${id}"]`).click(), last);
        await until(() => page.evaluate(() => scrollY > 100), "the page to scroll");
      });

      it("goes there by key as well", {
        skip: name === "chromium" ? false : "Firefox's popup takes no keys from automation",
      }, async () => {
        await page.evaluate(() => scrollTo(0, 0));
        const focused = () => document.activeElement?.closest(".statement")?.dataset.reveal ?? "";
        const last = await popup.evaluate(() => [...document.querySelectorAll(".statement")].at(-1).dataset.reveal);
        const presses = async () => {
          await popup.page.keyboard.press("Tab");
          return (await popup.evaluate(focused)) === last;
        };
        await until(presses, "the last statement to be reached by Tab");
        await popup.page.keyboard.press("Enter");
        await until(() => page.evaluate(() => scrollY > 100), "the page to scroll");
      });

      it("steps from statement to statement by the browser's keys", {
        skip: name === "firefox" ? false : "Chromium runs no extension key for automation",
      }, async () => {
        await popup.close();
        await page.evaluate(() => scrollTo(0, 0));
        const places = new Set();
        const moved = async () => {
          await session.command("next");
          places.add(await page.evaluate(() => Math.round(scrollY)));
          return places.size > 3;
        };
        await until(moved, "the page to go from one to the next");
        popup = await session.press(page);
        await settled(popup);
      });

      it("shows the number of marked statements on the button", async () => {
        const ask = () => {
          chrome.tabs
            .query({ active: true, currentWindow: true })
            .then(([{ id }]) => chrome.action.getBadgeText({ tabId: id }))
            .then((text) => Object.assign(window, { onTheButton: text }));
          return window.onTheButton ?? "";
        };
        await until(async () => (await popup.evaluate(ask)) === String(shown(engine.result).length), "the number");
      });

      it("leaves no trace when switched off, and comes back when switched on", async () => {
        await popup.evaluate(() => document.getElementById("power").click());
        await until(() => page.evaluate(() => document.querySelector("hearsay-badge") === null), "the badges to go");
        assert.equal(await page.evaluate(difference), "");
        assert.equal(await page.evaluate(() => CSS.highlights.size), 0);
        await until(async () => (await settled(popup)).title === "Off on this page", "the popup to say so");
        await popup.evaluate(() => document.getElementById("power").click());
        await until(
          async () => (await page.evaluate(badges)).length === shown(engine.result).length,
          "the badges to come back",
        );
        await popup.close();
      });
    });
  }
}
