// Builds the extension: one source, a folder and a zip for each browser.
//
//   node extension/build.mjs      build/extension/{chrome,firefox}, build/extension/hearsay-{chrome,firefox}.zip
//
// The output is not minified and carries no source maps: who reviews an add-on reads the very code that runs, and the
// whole of it is smaller than one picture on a news page. The same source gives the same bytes.

import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build as bundle } from "esbuild";
import { manifest } from "./manifest.mjs";
import { zip } from "./zip.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const source = join(root, "extension/src");

/** Writes the folders and zips into `out`. */
export async function build(out = join(root, "build/extension")) {
  const engine = await readFile(join(root, "build/wasm/hearsay.wasm")).catch(() => {
    throw new Error("the engine is missing: build/wasm/hearsay.wasm");
  });
  const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  const scripts = await bundle({
    absWorkingDir: root,
    entryPoints: {
      background: join(source, "background/background.ts"),
      registered: join(source, "content/registered.ts"),
      content: join(source, "content/content.ts"),
      restore: join(source, "content/restore.ts"),
      popup: join(source, "popup/popup.ts"),
      options: join(source, "options/options.ts"),
    },
    bundle: true,
    write: false,
    outdir: out,
    format: "iife",
    target: ["chrome129", "firefox153"],
    charset: "utf8",
    legalComments: "inline",
  });

  for (const browser of /** @type {const} */ (["chrome", "firefox"])) {
    const folder = join(out, browser);
    await rm(folder, { recursive: true, force: true });
    await mkdir(join(folder, "icons"), { recursive: true });
    await writeFile(join(folder, "manifest.json"), `${JSON.stringify(manifest(browser, version), null, 2)}\n`);
    for (const script of scripts.outputFiles)
      if (browser === "firefox" || !script.path.endsWith("restore.js"))
        await writeFile(join(folder, relative(out, script.path)), script.text);
    for (const file of [
      "popup/popup.html",
      "popup/popup.css",
      "options/options.html",
      "options/options.css",
      "ui/ui.css",
    ])
      await cp(join(source, file), join(folder, file.slice(file.indexOf("/") + 1)));
    if (browser === "firefox") await cp(join(source, "content/presence.css"), join(folder, "presence.css"));
    for (const size of [16, 32, 48, 128])
      await cp(join(root, `extension/icons/hearsay-${size}.png`), join(folder, `icons/hearsay-${size}.png`));
    await writeFile(join(folder, "hearsay.wasm"), engine);
    await writeFile(join(folder, "licences.txt"), await licences());
    await writeFile(join(out, `hearsay-${browser}.zip`), zip(await files(folder)));
  }
}

/** What the package is made of that is not ours, and on what terms. */
async function licences() {
  const parts = [
    ["Hearsay", "LICENSE"],
    ["RE2 (patterns, in the engine)", "node_modules/re2/vendor/re2/LICENSE"],
    ["Abseil (used by RE2)", "node_modules/re2/vendor/abseil-cpp/LICENSE"],
    ["JSON for Modern C++ (in the engine)", "extension/notices/json.txt"],
    ["WordNet (classes of words, in the engine's model)", "extension/notices/wordnet.txt"],
    ["musl (C library, in the engine)", "extension/notices/musl.txt"],
  ];
  const texts = await Promise.all(
    parts.map(async ([name, path]) => `${name}\n\n${await readFile(join(root, path), "utf8")}`),
  );
  return `${texts.map((text) => text.trim()).join(`\n\n${"─".repeat(80)}\n\n`)}\n`;
}

/** Every file of a folder, by its path in the zip. */
async function files(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  return Promise.all(
    found.map(async (path) => ({ name: relative(folder, path).split(sep).join("/"), bytes: await readFile(path) })),
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  try {
    await build();
    console.log("extension: build/extension/chrome, build/extension/firefox, and a zip of each");
  } catch (error) {
    console.error(`extension: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
}
