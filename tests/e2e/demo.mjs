// Opens the sample article in a real browser with the extension installed and its button pressed.
//
//   node tests/e2e/demo.mjs                  Chromium
//   BROWSER=firefox node tests/e2e/demo.mjs  Firefox
//
// With no display it runs headless, saves pictures of the page and of the popup, says where, and prints the annotated
// article.

import { spawnSync } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { relative } from "node:path";
import { launch, root, settled } from "./browsers.mjs";
import { serve } from "./server.mjs";

const name = process.env.BROWSER === "firefox" ? "firefox" : "chromium";
const headless = !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;

const server = await serve({ "/": `${root}tests/fixtures/sample/` });
const session = await launch(name, { headless });
const page = headless ? await session.page(1280, 1000) : await session.page();
await page.goto(server.url("/page.html"));
const popup = await session.press(page);
const { view, title } = await settled(popup);
console.log(title);

if (headless) {
  const folder = `${root}build/screenshots`;
  await mkdir(folder, { recursive: true });
  const files = [`${folder}/demo-${name}-page.png`, `${folder}/demo-${name}-popup.png`];
  await popup.screenshot(files[1]);
  await popup.close();
  await page.screenshot({ path: files[0], fullPage: true });
  spawnSync(
    `${root}build/native/hearsay`,
    ["annotate", "--format", "text", `${root}tests/fixtures/sample/article.txt`],
    {
      stdio: "inherit",
    },
  );
  console.log(`\npictures: ${files.map((file) => relative(process.cwd(), file)).join(", ")}`);
  await session.close();
  await server.close();
} else {
  console.log(`The sample article is open in ${name}. Close the browser to end.`);
  session.browser.on("disconnected", () => server.close());
}
process.exitCode = view === "summary" ? 0 : 1;
