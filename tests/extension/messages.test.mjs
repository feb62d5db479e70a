// The background's boundary: who may ask, and for what.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { load } from "./load.mjs";

const own = "chrome-extension://abcdefgh/";
globalThis.chrome = { runtime: { id: "abcdefgh", getURL: (path) => own + path } };
const { readMessage, MAX_ARTICLE_UNITS } = await load("background/messages.ts");

const content = { id: "abcdefgh", tab: { id: 7 }, url: "https://news.example/a" };
const annotate = (article) => ({ to: "background", type: "annotate", article });

describe("messages to the background", () => {
  it("takes an article from a content script of ours", () => {
    const article = { headline: "Harbour shut", blocks: ["The port is shut, a pilot said."] };
    assert.deepEqual(readMessage(annotate(article), content), { type: "annotate", article });
    assert.deepEqual(readMessage(annotate({ blocks: [] }), content), { type: "annotate", article: { blocks: [] } });
  });

  it("passes on nothing but the article's own fields", () => {
    const read = readMessage(annotate({ blocks: ["a"], id: "x", extra: {} }), content);
    assert.deepEqual(read, { type: "annotate", article: { blocks: ["a"] } });
  });

  it("decides by the sender, whatever the message says", () => {
    const message = annotate({ blocks: ["a"] });
    for (const sender of [
      { ...content, id: "another-extension" },
      { id: "abcdefgh", url: `${own}popup.html` },
      { ...content, url: `${own}options.html` },
      { ...content, documentLifecycle: "prerender" },
      { id: undefined, tab: { id: 7 }, url: "https://news.example/a" },
    ])
      assert.deepEqual(readMessage({ ...message, sender: content }, sender), { type: "not-ours" });
  });

  it("refuses what is no article, and says so", () => {
    for (const article of [
      null,
      undefined,
      "text",
      {},
      { blocks: "a" },
      { blocks: ["a", 1] },
      { headline: 1, blocks: [] },
    ])
      assert.equal(readMessage(annotate(article), content).error.code, "wrong_shape", JSON.stringify(article));
  });

  it("refuses an article over the engine's limit before copying it", () => {
    const half = "a".repeat(MAX_ARTICLE_UNITS / 2);
    assert.equal(readMessage(annotate({ blocks: [half, half] }), content).error.code, "too_large");
    assert.equal(readMessage(annotate({ blocks: [half] }), content).type, "annotate");
  });

  it("ignores everything else", () => {
    for (const message of [
      null,
      1,
      "annotate",
      [],
      {},
      { to: "background", type: "eval" },
      { to: "content", type: "on" },
    ])
      assert.deepEqual(readMessage(message, content), { type: "not-ours" });
  });

  it("puts back the page that asks for it, and no other", () => {
    const message = { to: "background", type: "stand-by", tab: 8 };
    assert.deepEqual(readMessage(message, content), { type: "stand-by", tab: 7 });
    assert.deepEqual(readMessage(message, { ...content, tab: undefined }), { type: "not-ours" });
  });

  it("reads a page's count for the button", () => {
    const changed = { to: "popup", type: "state-changed", status: "on", marked: 3 };
    assert.deepEqual(readMessage(changed, content), { type: "state-changed", tab: 7, status: "on", marked: 3 });
    for (const wrong of [{ marked: -1 }, { marked: 1.5 }, { marked: "3" }, { status: "great" }])
      assert.deepEqual(readMessage({ ...changed, ...wrong }, content), { type: "not-ours" });
  });
});
