// When the content script begins by itself, and when it does not.

import assert from "node:assert/strict";
import { it } from "node:test";
import { JSDOM } from "jsdom";
import { STORY } from "../fixtures/pages/story.mjs";
import { load } from "./load.mjs";

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

it("a registered script waits until the page is opened, begins, and leaves off when the reader says so", async () => {
  const paragraphs = STORY.paragraphs.map((text) => `<p>${text}</p>`).join("");
  const { window } = new JSDOM(`<title>x</title><article><h1>${STORY.title}</h1>${paragraphs}</article>`, {
    url: "https://post.example/story",
    pretendToBeVisual: true,
  });
  const { document, MutationObserver, AbortController, AbortSignal } = window;
  document.prerendering = true;
  window.navigation = new window.EventTarget();
  let asked = 0;
  let listener;
  const event = { addListener() {}, removeListener() {} };
  const chrome = {
    runtime: {
      id: "own",
      onMessage: { ...event, addListener: (listen) => (listener = listen) },
      connect: () => ({ onDisconnect: event, disconnect() {} }),
      sendMessage: async (message) => {
        if (message.to !== "background") return undefined;
        asked++;
        return { ok: true, result: { version: 1, id: "", attributions: [], sources: [], disputes: [], summary: {} } };
      },
    },
    storage: { local: { get: async () => ({ automatic: true }) }, onChanged: event },
  };
  Object.assign(globalThis, { window, document, chrome, MutationObserver, AbortController, AbortSignal });
  const say = (type) =>
    new Promise((respond) => {
      listener({ to: "content", type }, { id: "own" }, respond);
    });

  await load("content/registered.ts");
  await load("content/content.ts");
  await wait(300);
  assert.equal(asked, 0, "it reads a page that nobody has opened");
  document.prerendering = false;
  document.dispatchEvent(new window.Event("prerenderingchange"));
  for (let i = 0; i < 100 && (await say("state")).status !== "on"; i++) await wait(20);
  assert.equal(asked, 1);

  assert.equal((await say("off")).status, "off");
  window.navigation.dispatchEvent(new window.Event("currententrychange"));
  await wait(1800);
  assert.equal((await say("state")).status, "off");
  assert.equal(asked, 1);
  assert.equal((await say("on")).status, "on");
  await say("off");
});
