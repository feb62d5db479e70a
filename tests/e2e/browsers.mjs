// Real Chromium and real Firefox with the built extension installed, and the toolbar button pressed as a reader would.
//
// Both are driven over their own protocols with no driver program. In Chromium the button's popup is a target like any
// other. In Firefox it is pressed from the browser's own window, and its popup is a browser element in there, which is
// read through the message manager.

import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import puppeteer from "puppeteer-core";

export const root = fileURLToPath(new URL("../..", import.meta.url));

export const BROWSERS = /** @type {const} */ (["chromium", "firefox"]);

const PROGRAMS = {
  chromium: process.env.CHROMIUM ?? first("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"),
  firefox: process.env.FIREFOX ?? first("/usr/bin/firefox-esr", "/usr/bin/firefox"),
};

/** @param {string[]} paths */
function first(...paths) {
  return paths.find((path) => existsSync(path)) ?? paths[0];
}

/**
 * What both browsers can do.
 * @typedef {object} Session
 * @property {"chromium" | "firefox"} name
 * @property {import("puppeteer-core").Browser} browser
 * @property {(width?: number, height?: number) => Promise<import("puppeteer-core").Page>} page a new page, of that size where one is given
 * @property {(page: import("puppeteer-core").Page) => Promise<Popup>} press presses the toolbar button on that page
 * @property {(popup: Popup) => Promise<Popup>} options presses "Options" in the popup
 * @property {(origin: string | null) => Promise<void>} [grant] what the reader answers when the browser asks for host
 *   access; null takes it back. Firefox only: Chromium's question can't be answered by automation.
 * @property {(name: string) => Promise<void>} [command] what a key of the manifest's does. Firefox only: Chromium's
 *   automation presses keys in the page, not in the browser.
 * @property {() => Promise<void>} [sleep] stops the background, as Chromium does with one that has nothing to do
 * @property {() => Promise<void>} reinstall installs the extension anew over itself, as an update does
 * @property {() => Promise<void>} uninstall takes the extension away
 * @property {() => Promise<void>} close
 *
 * A page of the extension's own. `evaluate` runs a function in it and returns what it returns, as JSON.
 * @typedef {object} Popup
 * @property {<A extends unknown[], R>(read: (...given: A) => R, ...given: A) => Promise<R>} evaluate
 * @property {(path: string) => Promise<void>} screenshot
 * @property {() => Promise<void>} close
 */

/**
 * @param {"chromium" | "firefox"} name
 * @param {{ dark?: boolean, headless?: boolean, extension?: string }} [how]
 * @returns {Promise<Session>}
 */
export function launch(name, { dark = false, headless = true, extension } = {}) {
  const folder = extension ?? `${root}build/extension/${name === "chromium" ? "chrome" : "firefox"}`;
  return name === "chromium" ? launchChromium(folder, dark, headless) : launchFirefox(folder, dark, headless);
}

/** Asks again until the answer is truthy; after `ms` fails and says what was waited for and what came last. */
export async function until(ask, what, ms = 15_000) {
  const end = Date.now() + ms;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`waited ${ms / 1000} s for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}

/**
 * Waits for the popup to have said what there is to say.
 * @param {Popup} popup
 * @param {number} [ms]
 * @returns {Promise<{ view: "summary" | "message", title: string, text: string }>}
 */
export async function settled(popup, ms = 15_000) {
  const read = () => {
    const main = document.getElementById("main");
    const title = main?.querySelector("h2")?.textContent ?? "";
    return { view: main?.dataset.view ?? "", title, text: main?.textContent ?? "" };
  };
  let last;
  const isSettled = async () => {
    last = await popup.evaluate(read);
    return last.view === "summary" || last.view === "message";
  };
  await until(isSettled, "the popup to settle", ms);
  return /** @type {any} */ (last);
}

// ── Chromium ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** @returns {Promise<Session>} */
async function launchChromium(folder, dark, headless) {
  const browser = await puppeteer.launch({
    executablePath: PROGRAMS.chromium,
    headless,
    pipe: true,
    enableExtensions: true,
    defaultViewport: null,
    args: [
      "--no-sandbox",
      "--no-first-run",
      "--window-size=1400,1000",
      ...(headless ? ["--screen-info={1600x1200}"] : []),
      ...(dark ? ["--force-dark-mode"] : []),
    ],
  });
  let id = await browser.installExtension(folder);
  const scheme = [{ name: "prefers-color-scheme", value: dark ? "dark" : "light" }];

  const ownPage = async (target) => {
    const page = await target.asPage();
    await page.emulateMediaFeatures(scheme);
    return {
      page,
      evaluate: (read, ...given) => page.evaluate(read, ...given),
      async screenshot(path) {
        await page.screenshot({ path });
      },
      async close() {
        await page.close();
      },
    };
  };

  return {
    name: "chromium",
    browser,
    async page(width, height = 900) {
      const page = await browser.newPage();
      if (width !== undefined) await page.setViewport({ width, height });
      await page.emulateMediaFeatures(scheme);
      return page;
    },
    async press(page) {
      await page.bringToFront();
      const installed = (await browser.extensions()).get(id);
      if (installed === undefined) throw new Error("the extension is not installed");
      const isPopup = (target) => target.url() === `chrome-extension://${id}/popup.html`;
      // The popup of the press before goes when its page comes to the front.
      await until(() => !browser.targets().some(isPopup), "the last popup to close");
      await page.triggerExtensionAction(installed);
      return ownPage(await browser.waitForTarget(isPopup));
    },
    async options(popup) {
      popup.evaluate(() => document.getElementById("options").click()).catch(() => {}); // it closes itself
      return ownPage(await browser.waitForTarget((target) => target.url().endsWith("/options.html")));
    },
    async sleep() {
      const isBackground = (target) => target.type() === "service_worker" && target.url().includes(id);
      await (await browser.targets().find(isBackground)?.worker())?.close();
      await until(() => !browser.targets().some(isBackground), "the background to stop");
    },
    async reinstall() {
      id = await browser.installExtension(folder);
    },
    async uninstall() {
      await browser.uninstallExtension(id);
    },
    async close() {
      await browser.close();
    },
  };
}

// ── Firefox ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** @returns {Promise<Session>} */
async function launchFirefox(folder, dark, headless) {
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: PROGRAMS.firefox,
    headless,
    defaultViewport: null,
    args: ["--remote-allow-system-access", "--width=1400", "--height=1000"],
    extraPrefsFirefox: {
      "ui.systemUsesDarkTheme": dark ? 1 : 0,
      "layout.css.prefers-color-scheme.content-override": dark ? 0 : 1,
      "xpinstall.signatures.required": false,
    },
  });
  const id = await browser.installExtension(folder);
  // puppeteer's own connection: it has no word for the browser's own window, WebDriver BiDi has.
  const connection = /** @type {any} */ (browser).connection;
  const { result: tree } = await connection.send("browsingContext.getTree", { "moz:scope": "chrome" });
  const chromeWindow = tree.contexts.find(({ url }) => url === "chrome://browser/content/browser.xhtml").context;

  /** Runs a function in the browser's own window, with its privileges. */
  const inWindow = async (run, ...given) => {
    const { result } = await connection.send("script.callFunction", {
      functionDeclaration: `async (given) => JSON.stringify(await (${run})(...JSON.parse(given)) ?? null)`,
      arguments: [{ type: "string", value: JSON.stringify(given) }],
      awaitPromise: true,
      target: { context: chromeWindow },
    });
    if (result.type === "exception") throw new Error(result.exceptionDetails.text);
    return JSON.parse(result.result.value);
  };

  /** A page of ours, shown by the browser element that the selector finds. */
  const ownPage = (selector, close) => ({
    evaluate: (read, ...given) => inWindow(evaluateIn, selector, `(${read})(...${JSON.stringify(given)})`),
    async screenshot(path) {
      await writeFile(path, Buffer.from(await inWindow(pictureOf, selector), "base64"));
    },
    async close() {
      await inWindow(close);
    },
  });

  return {
    name: "firefox",
    browser,
    async page(width, height = 900) {
      const page = await browser.newPage();
      if (width !== undefined) await page.setViewport({ width, height });
      return page;
    },
    async press(page) {
      await page.bringToFront();
      await inWindow(closePopup);
      await until(
        () => inWindow(() => document.querySelector("browser.webextension-popup-browser") === null),
        "no popup",
      );
      await inWindow(async (extensionId) => {
        const { ExtensionParent } = ChromeUtils.importESModule("resource://gre/modules/ExtensionParent.sys.mjs");
        const { extension } = WebExtensionPolicy.getByID(extensionId);
        await ExtensionParent.apiManager.global.browserActionFor(extension).triggerAction(window);
      }, id);
      await until(
        () =>
          inWindow(() => {
            const popup = document.querySelector("browser.webextension-popup-browser");
            return popup?.currentURI?.spec.endsWith("/popup.html") && popup.clientWidth > 0;
          }),
        "the popup to open",
      );
      return ownPage("browser.webextension-popup-browser", closePopup);
    },
    async options(popup) {
      await popup.evaluate(() => document.getElementById("options").click());
      const selected = "tabpanels > .deck-selected browser";
      await until(
        () => inWindow((path) => document.querySelector(path)?.currentURI.spec.endsWith("/options.html"), selected),
        "the options to open",
      );
      return ownPage(selected, () => gBrowser.removeCurrentTab());
    },
    async grant(origin) {
      await inWindow(grantHost, id, origin);
    },
    async command(command) {
      await inWindow(
        (extensionId, name) => {
          WebExtensionPolicy.getByID(extensionId).extension.shortcuts.onCommand(name);
        },
        id,
        command,
      );
    },
    async reinstall() {
      await browser.installExtension(folder);
    },
    async uninstall() {
      await browser.uninstallExtension(id);
    },
    async close() {
      await browser.close();
    },
  };
}

// What follows runs in Firefox's own window.
/* global ChromeUtils, WebExtensionPolicy, gBrowser */

function closePopup() {
  document.querySelector("browser.webextension-popup-browser")?.closest("panel")?.hidePopup();
}

async function grantHost(id, origin) {
  const { ExtensionPermissions } = ChromeUtils.importESModule("resource://gre/modules/ExtensionPermissions.sys.mjs");
  const { extension } = WebExtensionPolicy.getByID(id);
  if (origin !== null) return ExtensionPermissions.add(id, { permissions: [], origins: [origin] }, extension);
  const { origins } = await ExtensionPermissions.get(id);
  // A copy: what was given is what they are taken out of.
  return ExtensionPermissions.remove(id, { permissions: [], origins: [...origins] }, extension);
}

/** Our pages live in another process: a frame script evaluates there and sends the answer back. */
function evaluateIn(selector, expression) {
  const { messageManager } = document.querySelector(selector);
  const script = `
    const sandbox = Cu.Sandbox(content, { sandboxPrototype: content, wantXrays: false });
    let answer;
    try {
      answer = { value: Cu.evalInSandbox("JSON.stringify(" + ${JSON.stringify(expression)} + ") ?? 'null'", sandbox) };
    } catch (error) {
      answer = { error: String(error) };
    }
    sendAsyncMessage("hearsay-test", answer);`;
  return new Promise((resolve, reject) => {
    messageManager.addMessageListener("hearsay-test", function listener({ data }) {
      messageManager.removeMessageListener("hearsay-test", listener);
      if (data.error) reject(new Error(data.error));
      else resolve(JSON.parse(data.value));
    });
    messageManager.loadFrameScript(`data:,${encodeURIComponent(script)}`, false);
  });
}

async function pictureOf(selector) {
  const bitmap = await document
    .querySelector(selector)
    .browsingContext.currentWindowGlobal.drawSnapshot(null, 1, "white");
  const canvas = document.createElementNS("http://www.w3.org/1999/xhtml", "canvas");
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  canvas.getContext("2d").drawImage(bitmap, 0, 0);
  return canvas.toDataURL("image/png").split(",")[1];
}
