// Pages that move, look odd or fight back, in both browsers: marked where the article is, and as they were afterwards.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { pages } from "../fixtures/pages/pages.mjs";
import { BROWSERS, launch, settled, until } from "./browsers.mjs";
import { difference, remember } from "./page.mjs";
import { serve } from "./server.mjs";
import { longestTask } from "./tasks.mjs";

/** In the page: where the badges stand, open shadow roots and frames of the same origin included. */
function placed() {
  const found = { article: 0, elsewhere: [], inControls: 0, twice: 0, paragraphs: [] };
  const look = (root) => {
    for (const badge of root.querySelectorAll("hearsay-badge")) {
      if (badge.closest("article")) found.article++;
      else found.elsewhere.push(badge.parentElement.textContent.slice(0, 60));
      if (badge.closest("a, button")) found.inControls++;
      if (badge.nextSibling?.localName === "hearsay-badge" && badge.nextSibling.dataset.badge === badge.dataset.badge)
        found.twice++;
      const text = badge.closest("p, h1, h2")?.textContent ?? "";
      if (!found.paragraphs.includes(text)) found.paragraphs.push(text);
    }
    for (const element of root.querySelectorAll("*")) {
      if (element.shadowRoot) look(element.shadowRoot);
      if (element.localName === "iframe") look(element.contentDocument);
    }
  };
  look(document);
  return found;
}

/** In the page: the words before badges that stand at the start of a line, without those words. */
function alone() {
  return [...document.querySelectorAll("hearsay-badge")].flatMap((badge) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    walker.currentNode = badge;
    const text = walker.previousNode();
    const range = document.createRange();
    range.setStart(text, text.data.length - 1);
    range.setEnd(text, text.data.length);
    const apart = badge.getBoundingClientRect().bottom - range.getBoundingClientRect().bottom;
    return apart > 8 ? text.data.slice(-20) : [];
  });
}

const lines = () => [...CSS.highlights.values()].reduce((sum, { size }) => sum + size, 0);

/** In the page: is every statement in the window underlined, as far as paragraphs with badges go? */
function lined() {
  const starts = new Set();
  for (const highlight of CSS.highlights.values())
    for (const { startContainer } of highlight) starts.add(startContainer.parentElement.closest("p"));
  const inWindow = [...document.querySelectorAll("p:has(hearsay-badge)")].filter((paragraph) => {
    const { top, bottom } = paragraph.getBoundingClientRect();
    return top < innerHeight && bottom > 0;
  });
  return inWindow.length > 0 && inWindow.every((paragraph) => starts.has(paragraph));
}

const article = () => document.querySelector("article").textContent;
const noBadges = () => document.querySelector("hearsay-badge") === null;

for (const name of BROWSERS) {
  describe(`fixture pages in ${name}`, () => {
    let session;
    let server;
    let page;
    let popup;

    before(async () => {
      server = await serve(await pages());
      session = await launch(name);
    });
    after(async () => {
      await session?.close();
      await server?.close();
    });

    async function open(path, width = 1000) {
      await page?.close();
      page = await session.page(width, 800);
      await page.goto(server.url(`/pages/${path}`));
      await page.evaluate(remember);
    }
    async function on() {
      popup = await session.press(page);
      return settled(popup);
    }
    const flip = () => popup.evaluate(() => document.getElementById("power").click());
    const badges = async () => (await page.evaluate(placed)).article;
    async function off(ms) {
      await flip();
      const gone = async () => {
        const { article, elsewhere } = await page.evaluate(placed);
        return article + elsewhere.length === 0;
      };
      await until(gone, "the badges to go", ms);
      await popup.close();
    }
    /** Marked inside the article and nowhere else, and without a trace afterwards. */
    async function markedAndBack() {
      assert.equal((await on()).view, "summary");
      const found = await page.evaluate(placed);
      assert.ok(found.article >= 8, `${found.article} badges`);
      assert.deepEqual(found.elsewhere, []);
      assert.equal(found.twice, 0);
      await off();
      assert.equal(await page.evaluate(difference), "");
      return found;
    }

    for (const path of ["plain.html", "strict.html", "dark.html", "sepia.html", "columns.html", "rtl.html"])
      it(path.replace(".html", ""), async () => {
        await open(path);
        await markedAndBack();
      });

    it("a phone, without a sideways scroll", async () => {
      const sideways = () => document.documentElement.scrollWidth - innerWidth;
      await open("phone.html", 150);
      const narrow = await page.evaluate(sideways);
      await page.setViewport({ width: 320, height: 800 });
      const before = await page.evaluate(sideways);
      await on();
      assert.ok((await page.evaluate(sideways)) <= before);
      for (const width of [300, 320, 340, 360, 380, 400]) {
        await page.setViewport({ width, height: 800 });
        assert.deepEqual(await page.evaluate(alone), [], `badges alone at the start of a line, ${width} px`);
        assert.ok((await page.evaluate(sideways)) <= 0, `a sideways scroll, ${width} px`);
      }
      await page.setViewport({ width: 150, height: 800 });
      assert.ok((await page.evaluate(sideways)) <= narrow, "a sideways scroll in a very narrow column");
      await page.setViewport({ width: 320, height: 800 });
      await off();
    });

    it("words split over elements, links and buttons", async () => {
      await open("inline.html");
      await on();
      const found = await page.evaluate(placed);
      assert.ok(found.article >= 5, `${found.article} badges`);
      assert.equal(found.inControls, 0, "badges inside a link or a button");
      assert.ok(!found.paragraphs.some((text) => text.includes("hidden person")), "a hidden paragraph is marked");
      await off();
      assert.equal(await page.evaluate(difference), "");
    });

    it("an article in an open shadow root", async () => {
      await open("shadow.html");
      await on();
      assert.ok((await badges()) >= 8);
      await off();
      assert.equal(await page.evaluate(difference), "");
    });

    it("an article in a frame of the same origin", async () => {
      await open("frame.html");
      await on();
      assert.ok((await badges()) >= 8);
      await off();
    });

    it("a front page gets nothing", async () => {
      await open("front.html");
      assert.equal((await on()).title, "No article here");
      assert.ok(await page.evaluate(noBadges));
      await popup.close();
      assert.equal(await page.evaluate(difference), "");
    });

    it("React: annotated before it hydrates, then edited, replaced and unmounted", async () => {
      await open("react.html");
      await on();
      assert.ok((await badges()) >= 8);
      await page.evaluate(() => window.hydrate());
      await until(async () => (await badges()) >= 8, "badges after hydration");
      await page.evaluate(() => window.edit(1));
      await until(
        () => page.evaluate(() => document.querySelectorAll("p")[1].textContent.startsWith("Corrected: ")),
        "the edit",
      );
      await until(async () => (await badges()) >= 8, "badges after an edit");
      const text = await page.evaluate(article);
      assert.equal(text.split("Corrected: ").length, 2, "text lost or doubled");
      await page.evaluate(() => window.replace());
      await until(
        () => page.evaluate(() => document.querySelector("h1").textContent.startsWith("Ferry line")),
        "the other story",
      );
      await until(
        async () => (await page.evaluate(placed)).paragraphs.some((text) => text.includes("Ines Okafor")),
        "badges in the other story",
      );
      await page.evaluate(() => window.unmount());
      await until(
        () => page.evaluate(() => document.querySelector("#root").childNodes.length === 0),
        "React to unmount",
      );
      assert.ok(await page.evaluate(noBadges));
      assert.deepEqual(await page.evaluate(() => window.seen.errors), []);
      await popup.close();
    });

    it("a site that goes to another story without loading, and back", async () => {
      await open("spa/one");
      await on();
      assert.ok((await badges()) >= 8);
      const marked = (words) => async () =>
        (await page.evaluate(placed)).paragraphs.some((text) => text.includes(words));
      await page.evaluate(() => window.go("two"));
      await until(marked("Ines Okafor"), "badges in the second story");
      assert.ok(!(await marked("Odile Brandt")()));
      await page.evaluate(() => history.back());
      await until(marked("Odile Brandt"), "badges in the first story again");
      await off();
      assert.ok((await page.evaluate(article)).includes("There was no offer"));
    });

    it("a page that the reader comes back to is marked, and off it is as it was", async () => {
      await open("plain.html");
      await on();
      const count = await badges();
      await page.goto(server.url("/pages/front.html"));
      // Firefox tells nobody that it shows a page that it has kept.
      await page.goBack({ timeout: 2_000 }).catch(() => {});
      await until(async () => (await badges().catch(() => 0)) === count, "badges as before");
      await on();
      await off();
      assert.equal(await page.evaluate(difference), "");
    });

    it("an article that comes late", async () => {
      await open("late.html");
      assert.equal((await on()).title, "No article here");
      await page.evaluate(() => window.arrive());
      await until(async () => (await badges()) >= 8, "badges in the late article");
      await until(async () => (await settled(popup)).view === "summary", "the popup to follow");
      await off();
    });

    it("infinite scroll: new paragraphs are marked as they come, and none twice", async () => {
      await open("scroll.html");
      await on();
      let count = await badges();
      for (let i = 0; i < 3; i++) {
        await page.evaluate(() => window.more());
        await page.evaluate(() => window.more());
        await until(async () => (await badges()) > count, "badges in the new paragraphs");
        count = await badges();
      }
      assert.equal((await page.evaluate(placed)).twice, 0);
      const text = await page.evaluate(article);
      await off();
      assert.equal(await page.evaluate(article), text);
    });

    it("a live blog: posts come, are corrected and go", async () => {
      await open("live.html");
      await on();
      const marked = (words) => async () =>
        (await page.evaluate(placed)).paragraphs.some((text) => text.includes(words));
      assert.ok(await marked("Two people briefed")());
      await page.click("hearsay-badge");
      const opened = () =>
        page.evaluate(
          () =>
            document.querySelector("hearsay-card") &&
            document.querySelector('hearsay-badge[aria-expanded="true"]').closest("p").textContent,
        );
      const about = await opened();
      assert.ok(about, "no card");
      await page.evaluate(() => Object.assign(window, { first: [...document.querySelectorAll("hearsay-badge")] }));
      await page.evaluate(() => window.post());
      await until(marked("Police denied"), "badges in the new post");
      assert.ok(await page.evaluate(() => window.first.every((badge) => badge.isConnected)), "drawn anew, unchanged");
      assert.equal(await opened(), about, "the card is about another statement");
      await page.evaluate(() => window.correct());
      await until(marked("was out."), "badges in the corrected post");
      await page.evaluate(() => window.withdraw());
      await until(async () => !(await marked("was out.")()), "the withdrawn post to go");
      assert.equal((await page.evaluate(placed)).twice, 0);
      await on(); // a click in the page closes the popup
      await off();
    });

    it("a hostile page neither breaks nor steers us", async () => {
      await open("hostile.html");
      await on();
      const count = await badges();
      assert.ok(count >= 8);
      const visible = await page.evaluate(() => {
        const { width, height } = document.querySelector("hearsay-badge").getBoundingClientRect();
        return width > 20 && height > 5;
      });
      assert.ok(visible, "the page's style sheet hides the badges");
      await page.evaluate(() => window.forge());
      assert.equal(await badges(), count, "forged messages or events took hold");
      await page.evaluate(() => window.storm(1_000));
      await until(async () => (await badges()) >= 8, "badges after a storm of changes");
      await page.evaluate(() => window.fight());
      await page.evaluate(() => window.storm(300));
      // Whatever is taken out comes back a few times, and then underlines must do.
      await until(
        () =>
          page.evaluate(
            () =>
              new Promise((done) => {
                const { removed } = window.seen;
                setTimeout(() => done(window.seen.removed === removed), 400);
              }),
          ),
        "the fight to end",
      );
      assert.ok((await page.evaluate(() => window.seen.removed)) < 200, "it fought for long");
      assert.ok(await page.evaluate(() => CSS.highlights.size > 0), "no underlines after the fight");
      assert.deepEqual(await page.evaluate(() => window.seen.errors), []);
      await off();
      assert.equal(await page.evaluate(difference), "");
    });

    it("200,000 words", async () => {
      await open("long.html");
      const began = Date.now();
      popup = await session.press(page);
      assert.equal((await settled(popup, 90_000)).view, "summary");
      console.log(`${name}: 200,000 words in ${Date.now() - began} ms, ${await badges()} badges`);
      assert.ok((await badges()) > 1_000);
      // Lines stand where they are seen, and few elsewhere: the browser goes through all of them whenever the page changes.
      const look = async () => {
        for (const end of [0, 1, 0.5]) {
          await page.evaluate(
            (share) => scrollTo(0, share * (document.documentElement.scrollHeight - innerHeight)),
            end,
          );
          await until(() => page.evaluate(lined), `lines at ${end} of the page`);
          assert.ok((await page.evaluate(lines)) < 1_000);
        }
      };
      if (name === "chromium") {
        // A frame in which thousands of badges go takes Chromium three times as long as one in which the reader looks
        // around; to compute all their styles at once took seven times as long.
        const frame = await longestTask(page, look);
        const longest = await longestTask(page, () => off(60_000));
        console.log(`${name}: the longest task on looking around is of ${frame} ms, on switching off of ${longest} ms`);
        assert.ok(longest < 4.5 * frame, `a task of ${longest} ms, where a frame takes ${frame} ms`);
      } else {
        await look();
        await off(60_000);
      }
      assert.equal(await page.evaluate(difference), "");
    });
  });
}
