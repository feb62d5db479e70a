// Reading a page: its text as seen, the way back to its nodes, and which of it is the article.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { JSDOM } from "jsdom";
import { pages } from "../fixtures/pages/pages.mjs";
import { SECOND, STORY } from "../fixtures/pages/story.mjs";
import { load } from "./load.mjs";

const { readBlocks } = await load("content/read-blocks.ts");
const { findArticle } = await load("content/find-article.ts");
const { mayBeArticle } = await load("content/gate.ts");
const { Pace, Stopped } = await load("content/pace.ts");

const pace = () => new Pace(new AbortController().signal);
const nobody = { dataOf: (node) => node.data, ours: () => false };
// jsdom knows no display but block and none.
const INLINE = "<style>a, b, em, i, span, sup, button, slot { display: inline }</style>";
const open = (html) =>
  new JSDOM(INLINE + html, { url: "https://post.example/town/story", pretendToBeVisual: true }).window.document;
const read = (doc, ownership = nobody) => readBlocks(doc.body, pace(), ownership);
const texts = async (html) => (await read(open(`<body>${html}</body>`))).map((block) => block.map.text);

describe("a block's text is what is seen", () => {
  for (const [what, html, ...expected] of [
    ["white space collapses", "<p>  One \n\t two  </p>", "One two"],
    ["across elements too", "<p>One <b> two</b>\n<i> three </i></p>", "One two three"],
    [
      "inline elements join their words",
      "<p>accord<em>ing</em> to <a href=#>the <b>Post</b></a></p>",
      "according to the Post",
    ],
    [
      "soft hyphens and zero-width spaces are unseen",
      "<p>Harrow&shy;mere reser&#8203;voir&#xfeff;</p>",
      "Harrowmere reservoir",
    ],
    ["joiners are part of words and emoji", "<p>👩&zwj;🚒 می&zwnj;خواهم</p>", "👩\u200d🚒 می\u200cخواهم"],
    ["no-break and thin spaces read as spaces", "<p>4&nbsp;million&#8239;%</p>", "4 million %"],
    ["a line break is a space", "<p>Said<br>on Monday</p>", "Said on Monday"],
    ["two are a new paragraph", "<div>One.<br><br>Two.<br> <br>Three.</div>", "One.", "Two.", "Three."],
    ["blocks part, however nested", "<div>One<p>Two</p>three<ul><li>four</ul></div>", "One", "Two", "three", "four"],
    ["preformatted text keeps its spaces", "<pre>a  b\nc</pre>", "a  b c"],
    [
      "footnote marks are no words",
      '<p>A letter<sup><a href="#n">1</a></sup> said<sup>[b]</sup> so, H<sup>2nd</sup></p>',
      "A letter said so, H2nd",
    ],
    ["a drop cap belongs to its word", '<p><span style="float:left">T</span>he council</p>', "The council"],
    [
      "scripts, styles and fields are not text",
      "<p>a<script>b</script><style>c</style><textarea>d</textarea></p>",
      "a",
    ],
    [
      "nor is what is hidden",
      '<p style="display:none">a</p><p style="visibility:hidden">b</p><p hidden>c</p><p>d</p>',
      "d",
    ],
    ["nor what is only read aloud", '<p>a<span class="visually-hidden"> b</span></p>', "a"],
    ["nor what the reader is writing", "<p contenteditable>a</p><div contenteditable=TRUE><p>b</p></div>c", "c"],
    ["nor plain text that the reader is writing", '<p>a<b contenteditable="plaintext-only">b</b></p>', "a"],
    ["what may not be written in is read", '<p contenteditable="false">a</p>', "a"],
    ["nor whose picture it is", '<p>The dam <span class="photoCredit">(Credit: Harrowmere Post)</span></p>', "The dam"],
    ["nor comments", "<p>a<!-- b --></p>", "a"],
    ["a lone surrogate becomes U+FFFD", "<p>a&#xd83d;b</p>", "a\ufffdb"],
  ])
    it(what, async () => assert.deepEqual(await texts(html), expected));

  it("nothing of a document that is an editor", async () => {
    const doc = open("<p>a</p>");
    doc.documentElement.setAttribute("contenteditable", "");
    assert.deepEqual(await read(doc), []);
    const design = open("<p>a</p>");
    design.designMode = "on";
    assert.deepEqual(await read(design), []);
  });

  it("a lone surrogate that a script wrote", async () => {
    const doc = open("<p>x</p>");
    doc.querySelector("p").firstChild.data = "one \ud83d two \udc00";
    assert.equal((await read(doc))[0].map.text, "one \ufffd two \ufffd");
  });

  it("open shadow roots and slots, as rendered", async () => {
    const doc = open("<x-story><b>light</b></x-story>");
    const root = doc.querySelector("x-story").attachShadow({ mode: "open" });
    root.innerHTML = "<p>before <slot></slot> after</p>";
    assert.deepEqual(
      (await read(doc)).map((block) => block.map.text),
      ["before light after"],
    );
  });
});

describe("every character leads back to its node", () => {
  it("on pages of all sorts", async () => {
    let characters = 0;
    for (const [path, { body }] of Object.entries(await pages())) {
      if (!path.endsWith(".html") || path.includes("long")) continue;
      for (const { map } of await read(open(body))) {
        for (let i = 0; i < map.text.length; i++) {
          const [piece, ...more] = map.pieces(i, i + 1);
          // A space between two blocks of one line may stand for a <br>, which has no character.
          if (!piece) {
            assert.equal(map.text[i], " ");
            continue;
          }
          assert.equal(more.length, 0);
          const found = piece.node.data.slice(piece.start, piece.end);
          assert.ok(found === map.text[i] || (map.text[i] === " " && /^\s$/.test(found)), `${path}: ${found}`);
          assert.equal(map.offsetOf(piece.node, piece.start), i);
          const after = map.after(i + 1);
          assert.deepEqual([after.node === piece.node, after.offset], [true, piece.end]);
          characters++;
        }
      }
    }
    assert.ok(characters > 10_000, `${characters} characters`);
  });

  it("a stretch is given node by node", async () => {
    const doc = open("<p>The <a href=#>Fenwick <b>Cour&shy;ier</b></a> said</p>");
    const [{ map }] = await read(doc);
    const start = map.text.indexOf("wick");
    const pieces = map.pieces(start, map.text.indexOf(" said"));
    assert.deepEqual(
      pieces.map(({ node, start, end }) => node.data.slice(start, end)),
      ["wick ", "Cour\u00adier"],
    );
  });
});

describe("which part of the page is the article", () => {
  const find = async (html) => {
    const doc = open(html);
    return findArticle(doc, await read(doc), pace());
  };
  let made;
  const page = async (name) => {
    made ??= await pages();
    return made[`/pages/${name}`].body;
  };

  for (const name of [
    "plain.html",
    "dark.html",
    "columns.html",
    "rtl.html",
    "react.html",
    "strict.html",
    "scroll.html",
  ])
    it(`${name}: all of the story, in order, and nothing around it`, async () => {
      const found = await find(await page(name));
      assert.equal(found.headline.map.text, STORY.title);
      const told = found.blocks.map((block) => block.map.text.replace(" More soon.", ""));
      const all = [STORY.standfirst, ...STORY.paragraphs].slice(0, name === "scroll.html" ? 6 : undefined);
      assert.deepEqual(told, name === "react.html" ? all.slice(1) : all);
    });

  it("a live blog's posts are one article", async () => {
    const found = await find(await page("live.html"));
    assert.equal(
      found.blocks.filter((block) => block.element.closest(".post") && block.element.localName === "p").length,
      4,
    );
    assert.ok(found.blocks.every((block) => block.element.closest("article")));
  });

  it("a second story below the first is another article", async () => {
    const story = ({ title, paragraphs }) =>
      `<article><h1>${title}</h1>${paragraphs.map((p) => `<p>${p}</p>`).join("")}</article>`;
    const found = await find(`<title>${STORY.title}</title><body><main>${story(STORY)}${story(SECOND)}</main>`);
    assert.deepEqual(
      found.blocks.map((block) => block.map.text),
      STORY.paragraphs,
    );
  });

  it("paragraphs that are ended by <br> alone", async () => {
    const body = `<div><h1>${STORY.title}</h1><div id=text>${STORY.paragraphs.join("<br><br>")}</div></div>`;
    const found = await find(`<title>${STORY.title}</title><body>${body}`);
    assert.deepEqual(
      found.blocks.map((block) => block.map.text),
      STORY.paragraphs,
    );
  });

  it("a body whose class speaks of comments and a form around everything are no furniture", async () => {
    const body = STORY.paragraphs.map((p) => `<p>${p}</p>`).join("");
    const found = await find(`<title>x</title><body class="has-sidebar comments-open"><form><div>${body}</div></form>`);
    assert.equal(found.blocks.length, STORY.paragraphs.length);
  });

  it("a front page is no article, nor is an empty page, nor a note", async () => {
    assert.equal(await find(await page("front.html")), null);
    assert.equal(await find("<body></body>"), null);
    assert.equal(await find("<body><p>The mayor said that she would be back at noon.</p></body>"), null);
  });

  it("the gate lets articles in and keeps the rest out", async () => {
    for (const name of ["plain.html", "live.html", "long.html"]) assert.ok(mayBeArticle(open(await page(name))), name);
    for (const html of [await page("front.html"), "", "<p>Short.</p>", "<form><input></form>"])
      assert.ok(!mayBeArticle(open(html)));
  });
});

describe("slices", () => {
  it("a rest after the end is a stop", async () => {
    const abort = new AbortController();
    const stopped = new Pace(abort.signal);
    await stopped.rest();
    abort.abort();
    await assert.rejects(stopped.rest(), Stopped);
  });
});
