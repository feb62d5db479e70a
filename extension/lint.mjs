// Mozilla's own linter over the Firefox build; warnings count. It works without a network.

import { File } from "node:buffer";
import { fileURLToPath } from "node:url";

globalThis.File ??= File; // which the linter's packages take for granted, and Node 18 keeps in node:buffer

const { cmd } = await import("web-ext");
const sourceDir = fileURLToPath(new URL("../build/extension/firefox", import.meta.url));
const report = await cmd.lint(
  { sourceDir, artifactsDir: sourceDir, warningsAsErrors: true, output: "text", ignoreFiles: [], verbose: false },
  { shouldExitProgram: false },
);
if (report.summary.errors + report.summary.warnings > 0) process.exitCode = 1;
