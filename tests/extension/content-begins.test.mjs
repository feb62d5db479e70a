// When the content script begins by itself, and when it does not.

import assert from "node:assert/strict";
import { it } from "node:test";
import { JSDOM } from "jsdom";
import { STORY } from "../fixtures/pages/story.mjs";
import { load } from "./load.mjs";

const { toStore } = await load("protocol.ts");

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const ARTICLE = `<article><h1>${STORY.title}</h1>${STORY.paragraphs.map((text) => `<p>${text}</p>`).join("")}</article>`;

let copies = 0;

/** A page with the script in it, registered by the reader's grant for `automatic`. */
async function open(body, { prerendering = false, stored = { automatic: ["https://post.example/*"] } } = {}) {
  const { window } = new JSDOM(`<title>x</title>${body}`, {
    url: "https://post.example/story",
    pretendToBeVisual: true,
  });
  const { document, location, MutationObserver, AbortController, AbortSignal } = window;
  document.prerendering = prerendering;
  window.navigation = new window.EventTarget();
  const page = { window, document, asked: 0, read: 0, listening: [] };
  const { addEventListener } = window;
  window.addEventListener = (type, ...rest) => {
    page.listening.push(type);
    addEventListener.call(window, type, ...rest);
  };
  let listener;
  const event = { addListener() {}, removeListener() {} };
  const chrome = {
    runtime: {
      id: "own",
      onMessage: { ...event, addListener: (listen) => (listener = listen) },
      connect: () => ({ onDisconnect: event, disconnect() {} }),
      sendMessage: async (message) => {
        if (message.to !== "background") return undefined;
        page.asked++;
        return { ok: true, result: { version: 1, id: "", attributions: [], sources: [], disputes: [], summary: {} } };
      },
    },
    storage: {
      local: {
        get: async () => {
          page.read++;
          return toStore(stored);
        },
      },
      onChanged: event,
    },
  };
  Object.assign(globalThis, { window, document, location, chrome, MutationObserver, AbortController, AbortSignal });
  delete globalThis[Symbol.for("hearsay.content")];
  copies++;
  await load("content/registered.ts", copies);
  await load("content/content.ts", copies);
  page.say = (type) =>
    new Promise((respond) => {
      listener({ to: "content", type }, { id: "own" }, respond);
    });
  page.begun = async (times) => {
    for (let i = 0; i < 750 && page.asked < times; i++) await wait(20);
    assert.equal(page.asked, times);
  };
  page.go = (path) => {
    window.history.pushState(null, "", path);
    window.navigation.dispatchEvent(new window.Event("currententrychange"));
  };
  return page;
}

it("a registered script waits until the page is opened, begins, and leaves off when the reader says so", async () => {
  const page = await open(ARTICLE, { prerendering: true });
  await wait(300);
  assert.equal(page.asked, 0, "it reads a page that nobody has opened");
  page.document.prerendering = false;
  page.document.dispatchEvent(new page.window.Event("prerenderingchange"));
  await page.begun(1);

  assert.equal((await page.say("off")).status, "off");
  page.go("/another");
  await wait(1800);
  assert.equal((await page.say("state")).status, "off");
  assert.equal(page.asked, 1);
  assert.equal((await page.say("on")).status, "on");
  await page.say("off");
});

it("a page that is no article costs a look, and is not listened to", async () => {
  const page = await open("<main></main>");
  const { setTimeout } = globalThis;
  let timers = 0;
  globalThis.setTimeout = (...given) => {
    timers++;
    return setTimeout(...given);
  };
  await new Promise((resolve) => setTimeout(resolve, 900));
  globalThis.setTimeout = setTimeout;
  assert.equal(timers, 0, "it looks again although nothing changes");
  assert.deepEqual(page.listening, ["popstate"]);
  assert.equal(page.read, 0, "it reads the settings");
  assert.equal(page.asked, 0);
});

it("an article that comes late is found; so is one that the page goes to without loading", async () => {
  let page = await open("<main></main>");
  page.document.querySelector("main").innerHTML = "<p>Loading</p>";
  await wait(700);
  page.document.querySelector("main").innerHTML = ARTICLE;
  await page.begun(1);
  assert.ok(page.listening.includes("scroll"), "an annotated page looks out for the end of the extension");
  await page.say("off");

  page = await open("<main></main>");
  page.document.querySelector("main").innerHTML = ARTICLE;
  page.go("/story-two");
  await page.begun(1);
  await page.say("off");
});

it("not where the reader excepted the site, nor where the grant was taken back since", async () => {
  for (const stored of [
    { automatic: ["https://*/*"], never: ["post.example"] },
    { automatic: ["https://other.example/*"] },
    { automatic: ["http://post.example/*"] },
    { automatic: [] },
  ]) {
    const page = await open(ARTICLE, { stored });
    await wait(100);
    assert.equal(page.asked, 0, JSON.stringify(stored));
    assert.equal((await page.say("on")).status, "on", "a click is a click");
    await page.say("off");
  }
  for (const pattern of ["https://*/*", "*://*/*", "<all_urls>", "*://*.example/*", "https://post.example/*"]) {
    const page = await open(ARTICLE, { stored: { automatic: [pattern] } });
    await page.begun(1);
    await page.say("off");
  }
});
