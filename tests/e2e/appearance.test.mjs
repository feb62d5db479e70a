// How it looks, for eyes: pictures of page and popup at three widths, light and dark, in build/screenshots. And what can
// be measured of it: nothing overflows, and axe finds no fault with the popup and the options.

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { after, before, describe, it } from "node:test";
import axe from "axe-core";
import { BROWSERS, launch, root, settled, until } from "./browsers.mjs";
import { serve } from "./server.mjs";

const pictures = `${root}build/screenshots`;
await mkdir(pictures, { recursive: true });

/** What axe finds wrong, in a line each. */
async function faults(page) {
  await page.evaluate(`${axe.source}; 0`);
  return page.evaluate(async () => {
    const { violations } = await window.axe.run(document, { resultTypes: ["violations"] });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
  });
}

const sideways = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;

for (const name of BROWSERS) {
  for (const dark of [false, true]) {
    const scheme = dark ? "dark" : "light";
    describe(`appearance in ${name}, ${scheme}`, () => {
      let session;
      let server;

      before(async () => {
        server = await serve({ "/": `${root}tests/fixtures/sample/` });
        session = await launch(name, { dark });
      });
      after(async () => {
        await session?.close();
        await server?.close();
      });

      for (const width of [360, 800, 1400]) {
        it(`at ${width} px`, async () => {
          const page = await session.page(width, 900);
          await page.goto(server.url("/page.html"));
          const before = await page.evaluate(sideways);
          const popup = await session.press(page);
          assert.equal((await settled(popup)).view, "summary");
          assert.equal(await popup.evaluate(sideways), 0, "the popup scrolls sideways");
          const row = () => {
            const { top, bottom } = document.getElementById("site").getBoundingClientRect();
            return bottom > top && bottom <= innerHeight;
          };
          await until(() => popup.evaluate(row), "the site's switch, in sight");
          await popup.screenshot(`${pictures}/popup-${name}-${scheme}.png`);
          await popup.close();
          assert.equal(await page.evaluate(sideways), before, "the badges make the page scroll sideways");
          await page.screenshot({ path: `${pictures}/page-${name}-${scheme}-${width}.png`, fullPage: true });
          await page.close();
        });
      }

      it("popup and options are accessible, as far as axe can tell", {
        skip: name === "chromium" ? false : "axe cannot enter Firefox's extension pages",
      }, async () => {
        const page = await session.page(1000, 900);
        await page.goto(server.url("/page.html"));
        const popup = await session.press(page);
        await settled(popup);
        await popup.evaluate(() => {
          for (const details of document.querySelectorAll("details")) details.open = true;
        });
        assert.deepEqual(await faults(popup.page), []);
        await popup.page.setViewport({ width: 390, height: 1500 });
        await popup.screenshot(`${pictures}/popup-open-${name}-${scheme}.png`);
        const origin = await popup.evaluate(() => location.origin);
        await popup.close();
        for (const width of [360, 800, 1400]) {
          const options = await session.page(width, 900);
          await options.goto(`${origin}/options.html`);
          await options.waitForSelector("#badges li");
          assert.equal(await options.evaluate(sideways), 0);
          assert.deepEqual(await faults(options), []);
          await options.screenshot({ path: `${pictures}/options-${scheme}-${width}.png`, fullPage: true });
          await options.close();
        }
      });
    });
  }
}
