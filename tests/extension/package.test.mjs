// What is shipped: the permissions it asks for, what it can reach, and that it can be built again byte for byte.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { inflateRawSync } from "node:zlib";
import { build } from "../../extension/build.mjs";
import { manifest } from "../../extension/manifest.mjs";

describe("the manifest", () => {
  for (const browser of /** @type {const} */ (["chrome", "firefox"])) {
    const made = manifest(browser, "1.2.3");

    it(`asks for no more than a click gives, in ${browser}`, () => {
      assert.deepEqual(made.permissions, ["activeTab", "scripting", "storage"]);
      assert.equal(made.host_permissions, undefined);
      assert.equal(made.content_scripts, undefined);
      assert.equal(made.web_accessible_resources, undefined);
      assert.equal(made.externally_connectable, undefined);
    });

    it(`can reach nothing outside the package, in ${browser}`, () => {
      const policy = made.content_security_policy.extension_pages;
      const sources = policy.split(";").flatMap((directive) => directive.trim().split(/\s+/).slice(1));
      assert.deepEqual([...new Set(sources)].sort(), ["'none'", "'self'", "'wasm-unsafe-eval'"]);
      assert.match(policy, /default-src 'none'/);
    });
  }

  it("tells Firefox that no data is collected", () => {
    const { gecko } = manifest("firefox", "1.2.3").browser_specific_settings;
    assert.deepEqual(gecko.data_collection_permissions, { required: ["none"] });
  });
});

describe("the build", () => {
  let folder;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "hearsay-"));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it("gives the same bytes each time, and the zip holds the folder's files", async () => {
    const sums = [];
    for (const name of ["one", "two"]) {
      await build(join(folder, name));
      const files = await Promise.all(
        ["hearsay-chrome.zip", "hearsay-firefox.zip"].map((zip) => readFile(join(folder, name, zip))),
      );
      sums.push(files.map((bytes) => createHash("sha256").update(bytes).digest("hex")));
    }
    assert.deepEqual(sums[0], sums[1]);
    const entries = unzip(await readFile(join(folder, "one/hearsay-firefox.zip")));
    assert.deepEqual([...entries.keys()], [...entries.keys()].sort());
    for (const [path, bytes] of entries)
      assert.ok(bytes.equals(await readFile(join(folder, "one/firefox", path))), `${path} differs`);
    const top = (await readdir(join(folder, "one/firefox"))).filter((path) => path !== "icons");
    assert.deepEqual(
      [...entries.keys()].filter((path) => !path.startsWith("icons/")),
      top.sort(),
    );
  });

  it("ships code that can be read, loads none from elsewhere and evaluates no text", async () => {
    const shipped = await readdir(join(folder, "one/firefox"));
    for (const path of shipped.filter((one) => one.endsWith(".js"))) {
      const code = await readFile(join(folder, "one/firefox", path), "utf8");
      const longest = Math.max(...code.split("\n").map((line) => line.length));
      assert.ok(longest < 2000, `${path} has a line of ${longest} characters`);
      assert.doesNotMatch(
        code,
        /\beval\(|new Function\(|\bimport\(|sourceMappingURL|XMLHttpRequest|WebSocket|sendBeacon/,
      );
      assert.equal(code.match(/\bfetch\(/g)?.length ?? 0, path === "background.js" ? 1 : 0, `fetch in ${path}`);
    }
  });

  it("stores nothing but text: of a page that closes at once, Firefox loses lists and objects", async () => {
    let times = 0;
    for (const path of (await readdir(join(folder, "one/firefox"))).filter((one) => one.endsWith(".js"))) {
      const code = await readFile(join(folder, "one/firefox", path), "utf8");
      for (const [call] of code.matchAll(/storage\.\w+\.set\([^;]{0,40}/g)) {
        times++;
        assert.match(call, /set\(\s*toStore\(/, path);
      }
    }
    assert.ok(times >= 4);
  });

  it("is the same in both browsers, but for the manifest and what Firefox alone needs", async () => {
    const [chrome, firefox] = await Promise.all(["chrome", "firefox"].map((one) => readdir(join(folder, "one", one))));
    assert.deepEqual(
      firefox.filter((path) => !chrome.includes(path)),
      ["presence.css", "restore.js"],
    );
    for (const path of chrome.filter((one) => /\.(js|css|html|wasm)$/.test(one))) {
      const [a, b] = await Promise.all(["chrome", "firefox"].map((one) => readFile(join(folder, "one", one, path))));
      assert.ok(a.equals(b), path);
    }
  });

  it("names the licences of what it is made of", async () => {
    const text = await readFile(join(folder, "one/chrome/licences.txt"), "utf8");
    for (const name of ["Hearsay", "RE2", "Abseil", "JSON for Modern C++", "WordNet"])
      assert.ok(text.includes(`${name} (`) || text.startsWith(name), `no licence for ${name}`);
    assert.match(text, /Apache License/);
    assert.doesNotMatch(text, /Readability/, "not shipped: a test alone uses it");
  });
});

/** The files of a zip, by its own directory. */
function unzip(bytes) {
  const end = bytes.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  const files = new Map();
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const [packed, nameLength] = [bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28)];
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    files.set(
      bytes.toString("utf8", at + 46, at + 46 + nameLength),
      inflateRawSync(bytes.subarray(start, start + packed)),
    );
    at += 46 + nameLength;
  }
  return files;
}
