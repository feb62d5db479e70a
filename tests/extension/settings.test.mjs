// What the reader chose, on its way to the storage and back.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { load } from "./load.mjs";

const { DEFAULT_SETTINGS, settingsFrom, toStore } = await load("protocol.ts");

describe("settings", () => {
  it("come back as they were stored, as texts", () => {
    const settings = {
      display: "underlines",
      badges: { denial: false, "no-comment": true },
      showAttitudes: true,
      showDoubtful: true,
      automatic: ["https://*/*"],
      never: ["post.example"],
    };
    const stored = toStore(settings);
    for (const value of Object.values(stored)) assert.equal(typeof value, "string");
    assert.deepEqual(settingsFrom(stored), settings);
    assert.deepEqual(Object.keys(toStore({ never: [] })), ["never"]);
  });

  it("that are missing, or of another shape, are those at first", () => {
    for (const stored of [undefined, null, {}, { display: "chips" }, { display: '"big"', badges: "[", never: [1] }])
      assert.deepEqual(settingsFrom(stored), DEFAULT_SETTINGS, JSON.stringify(stored));
    const odd = { badges: { denial: 0, other: false, document: false }, never: ["a.example", 1, null] };
    const { badges, never } = settingsFrom(toStore(odd));
    assert.deepEqual([badges, never], [{ document: false }, ["a.example"]]);
  });
});
