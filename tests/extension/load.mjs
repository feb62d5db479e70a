// Imports a TypeScript module of the extension, bundled as the build does it.

import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const source = fileURLToPath(new URL("../../extension/src/", import.meta.url));

/**
 * @param {string} path inside extension/src
 * @param {number} [copy] a module runs once for each
 */
export async function load(path, copy = 0) {
  const { outputFiles } = await build({
    entryPoints: [source + path],
    bundle: true,
    write: false,
    format: "esm",
    charset: "utf8",
    platform: "neutral",
    external: ["*/wasm/hearsay.mjs"],
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}#${copy}`);
}
