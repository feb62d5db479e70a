// Draws the icons from hearsay.svg with Chromium: node extension/icons/draw.mjs. The pictures are committed, so a build
// needs no browser.

import { readFile, writeFile } from "node:fs/promises";
import puppeteer from "puppeteer-core";

const folder = new URL(".", import.meta.url);
const svg = await readFile(new URL("hearsay.svg", folder), "utf8");
const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
const page = await browser.newPage();
for (const size of [16, 32, 48, 128]) {
  await page.setViewport({ width: size, height: size });
  await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`);
  await writeFile(new URL(`hearsay-${size}.png`, folder), await page.screenshot({ omitBackground: true }));
}
await browser.close();
