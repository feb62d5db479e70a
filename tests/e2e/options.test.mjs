// The reader's choices reach the page: which labels, which display, which keys, and pages that are read without a click.

import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { BROWSERS, launch, root, settled, until } from "./browsers.mjs";
import { annotateFile, shown } from "./engine.mjs";
import { badges, difference, remember } from "./page.mjs";
import { serve } from "./server.mjs";

const folder = `${root}tests/fixtures/sample/`;
const { result } = await annotateFile(`${folder}article.txt`);
const all = shown(result).length;
const denials = shown(result).filter(({ badge }) => badge === "official-denial").length;

for (const name of BROWSERS) {
  describe(`options in ${name}`, () => {
    let session;
    let server;
    let page;
    let popup;
    const marks = async () => (await page.evaluate(badges)).length;
    const marksBecome = (count, why) => until(async () => (await marks()) === count, `${count} badges: ${why}`);

    before(async () => {
      server = await serve({ "/": folder });
      session = await launch(name);
      page = await session.page(1000, 800);
      await page.goto(server.url("/page.html"));
      await page.evaluate(remember);
      popup = await session.press(page);
      await settled(popup);
      await marksBecome(all, "all at first");
    });
    after(async () => {
      await session?.close();
      await server?.close();
    });

    const choose = (value) => popup.evaluate((v) => document.querySelector(`#display [value=${v}]`).click(), value);

    it("the popup changes how statements are marked", async () => {
      await choose("underlines");
      await marksBecome(0, "underlines only");
      assert.ok(await page.evaluate(() => CSS.highlights.size > 0));
      await choose("off");
      await until(() => page.evaluate(() => CSS.highlights.size === 0), "the underlines to go");
      assert.equal(await page.evaluate(difference), "");
      await until(async () => (await settled(popup)).view === "summary", "the summary to stay");
      await choose("chips");
      await marksBecome(all, "labels again");
    });

    it("a choice in the popup does not undo one that was made elsewhere while it was open", async () => {
      const elsewhere = (badges) =>
        popup.evaluate((text) => void chrome.storage.local.set({ badges: text }), JSON.stringify(badges));
      await elsewhere({ "official-denial": false });
      await marksBecome(all - denials, "no official denials");
      const said = () => popup.evaluate(() => Number(document.querySelector(".figures h2")?.dataset.statements));
      await until(async () => (await said()) === all - denials, "the popup to count them no longer");
      await choose("underlines");
      await marksBecome(0, "underlines only");
      await choose("chips");
      await marksBecome(all - denials, "still no official denials");
      assert.equal(await said(), all - denials);
      await elsewhere({});
      await marksBecome(all, "official denials again");
    });

    it("a label that is switched off leaves the open page and the popup", async () => {
      assert.ok(denials > 0 && denials < all);
      let options = await session.options(popup);
      await until(
        () => options.evaluate(() => document.getElementById("badge-official-denial") !== null),
        "the labels",
      );
      const flip = () => document.getElementById("badge-official-denial").click();
      await options.evaluate(flip);
      await until(
        () => options.evaluate(() => document.getElementById("saved").textContent === "Saved"),
        "it to be saved",
      );
      await options.close();
      await marksBecome(all - denials, "no official denials");
      assert.ok((await page.evaluate(badges)).every(({ badge }) => badge !== "official-denial"));
      popup = await session.press(page);
      await settled(popup);
      const said = await popup.evaluate(() => Number(document.querySelector(".figures h2").dataset.statements));
      assert.equal(said, all - denials);
      options = await session.options(popup);
      await until(
        () => options.evaluate(() => document.getElementById("badge-official-denial")?.checked === false),
        "it to be kept",
      );
      await options.evaluate(flip);
      await until(
        () => options.evaluate(() => document.getElementById("saved").textContent === "Saved"),
        "it to be saved",
      );
      await options.close();
      await marksBecome(all, "official denials again");
    });

    it("the options say what each label means and what happens to what is read", async () => {
      popup = await session.press(page);
      await settled(popup);
      const options = await session.options(popup);
      const text = await until(
        () => options.evaluate(() => document.querySelector("#badges li") && document.body.textContent),
        "the text",
      );
      assert.equal(await options.evaluate(() => document.querySelectorAll("#badges li .meaning").length), 18);
      assert.match(text, /Nothing leaves your browser/);
      await options.close();
    });
  });

  describe(`without a click in ${name}`, () => {
    let session;
    let server;
    let page;
    let changed;

    before(async () => {
      server = await serve({
        "/": folder,
        "/list": { body: "<!doctype html><ul><li><a href=#>Minister denies it</a></ul>" },
      });
      if (name === "chromium") {
        // Chromium's question can't be answered by automation: start from where the answer was yes.
        changed = await mkdtemp(join(tmpdir(), "hearsay-"));
        await cp(`${root}build/extension/chrome`, changed, { recursive: true });
        const manifest = JSON.parse(await readFile(join(changed, "manifest.json"), "utf8"));
        manifest.host_permissions = ["http://127.0.0.1/*"];
        await writeFile(join(changed, "manifest.json"), JSON.stringify(manifest));
      }
      session = await launch(name, { extension: changed });
      page = await session.page(1000, 800);
    });
    after(async () => {
      await session?.close();
      await server?.close();
      if (changed) await rm(changed, { recursive: true, force: true });
    });

    const annotated = async () => {
      await page.goto(server.url("/page.html"));
      return until(
        () => page.evaluate(() => document.querySelectorAll("hearsay-badge").length),
        "badges without a click",
        4_000,
      );
    };

    it("nothing is read before the reader grants it", {
      skip: name === "chromium" ? "automation cannot answer Chromium's permission prompt" : false,
    }, async () => {
      await page.goto(server.url("/page.html"));
      assert.equal(await page.evaluate(() => document.querySelectorAll("hearsay-badge").length), 0);
    });

    it("an article is annotated as it opens, and a page that is none stays unread", async () => {
      await session.grant?.("http://127.0.0.1/*");
      assert.equal(await until(() => annotated().catch(() => 0), "the grant to work"), all);
      await page.goto(server.url("/list"));
      const popup = await session.press(page);
      assert.match((await settled(popup)).title, /^(No article here|Off on this page)$/);
      await popup.close();
    });

    /** What the popup says of "Always on this site"; pressed, where it is asked for. */
    const always = async (flip) => {
      const popup = await session.press(page);
      await settled(popup);
      await until(() => popup.evaluate(() => !document.getElementById("site").hidden), "the switch");
      const on = await popup.evaluate(() => document.getElementById("always").checked);
      if (flip) await popup.evaluate(() => document.getElementById("always").click());
      await popup.close();
      return on;
    };

    const unread = async () => {
      await page.goto(server.url("/page.html"));
      await new Promise((resolve) => setTimeout(resolve, 500));
      return page.evaluate(() => document.querySelector("hearsay-badge") === null);
    };

    it("on a site that was granted in the browser's own menu, and no longer", {
      skip: name === "chromium" ? "automation cannot answer Chromium's permission prompt" : false,
    }, async () => {
      await session.grant(null);
      await session.grant("*://127.0.0.1/*");
      await until(() => annotated().catch(() => 0), "the grant to work");
      assert.equal(await always(true), true);
      await until(unread, "pages to stay unread");
      assert.equal(await always(false), false);
    });

    it("on every site but one", {
      skip: name === "chromium" ? "automation cannot answer Chromium's permission prompt" : false,
    }, async () => {
      await session.grant("http://*/*");
      await until(() => annotated().catch(() => 0), "the grant to work");
      assert.equal(await always(true), true);
      // The popup has closed already: that the background has kept the choice, nobody says.
      await until(unread, "pages to stay unread");
      assert.equal(await always(true), false);
      assert.equal(await until(() => annotated().catch(() => 0), "pages to be read again"), all);
    });

    it("no longer, once it is taken back", {
      skip: name === "chromium" ? "automation cannot answer Chromium's permission prompt" : false,
    }, async () => {
      await session.grant(null);
      await until(async () => {
        await page.goto(server.url("/page.html"));
        const popup = await session.press(page);
        const options = await session.options(popup);
        const off = await options.evaluate(() => document.getElementById("automatic")?.checked === false);
        await options.close();
        return off;
      }, "the options to say so");
      // The background hears of it when the options do, and takes a moment.
      await until(unread, "pages to stay unread");
    });
  });
}
