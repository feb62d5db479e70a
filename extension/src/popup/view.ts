// Draws what the popup says. Three things can fill it: a wait, a message, a summary.

import { FAMILY, GLYPHS } from "../content/theme";
import { BADGE_LABELS } from "../protocol";
import { h } from "../ui/dom";
import { KIND_LABELS, KIND_OF_SOURCE } from "../ui/words";
import type { Message } from "./reasons";
import type { DisputeSummary, Side, SourceSummary, Statement, Summary } from "./summary";

type Reveal = (attribution: string) => void;

export function showReading(main: HTMLElement): void {
  fill(main, "reading", h("p", { className: "reading", role: "status" }, "Reading the article …"));
}

export function showMessage(main: HTMLElement, { title, text, retry }: Message): void {
  fill(
    main,
    "message",
    h("div", { role: "status" }, h("h2", {}, title), h("p", {}, text)),
    retry ? h("button", { type: "button", className: "link", on: { click: retry } }, "Try again") : null,
  );
}

export function showSummary(main: HTMLElement, summary: Summary, reveal: Reveal): void {
  if (summary.statements === 0) {
    showMessage(main, {
      title: "No statements found",
      text: "The article ascribes nothing to anybody, as far as Hearsay can tell, or the labels for it are switched off.",
    });
    return;
  }
  const opened = new Set(
    [...main.querySelectorAll("details[open]")].map((details) => (details as HTMLElement).dataset.source),
  );
  fill(
    main,
    "summary",
    figures(summary),
    bar(summary),
    summary.disputes.length > 0 ? disputes(summary.disputes, reveal) : null,
    sources(summary.bySource, opened, reveal),
  );
}

/** Leaves the focus and the place in the list where they were, where what had them is still there. */
function fill(main: HTMLElement, view: string, ...children: (Node | null)[]): void {
  const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.key : undefined;
  const scrolled = document.documentElement.scrollTop;
  main.dataset.view = view;
  main.replaceChildren(...children.filter((child) => child !== null));
  document.documentElement.scrollTop = scrolled;
  if (focused !== undefined)
    main.querySelector<HTMLElement>(`[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}

// ── The figures and the bar ─────────────────────────────────────────────────────────────────────────────────────────

function figures({ statements, sources, words, attributedWords }: Summary): HTMLElement {
  const share = words > 0 ? Math.round((attributedWords / words) * 100) : 0;
  return h(
    "section",
    { className: "figures" },
    h(
      "h2",
      { data: { statements: String(statements), sources: String(sources) } },
      h("b", {}, String(statements)),
      statements === 1 ? " statement from " : " statements from ",
      h("b", {}, String(sources)),
      sources === 1 ? " source" : " sources",
    ),
    h("p", {}, `${share} % of the article’s words are somebody’s account.`),
  );
}

function bar({ kinds }: Summary): HTMLElement {
  const segments = kinds.map(({ kind, count }) => {
    const segment = h("span", { data: { kind } });
    segment.style.flexGrow = String(count);
    return segment;
  });
  const legend = kinds.map(({ kind, count }) =>
    h(
      "li",
      { data: { kind, count: String(count) } },
      h("span", { className: "swatch", data: { kind }, aria: { hidden: "true" } }),
      h("span", {}, KIND_LABELS[kind]),
      h("b", {}, String(count)),
    ),
  );
  return h(
    "section",
    { className: "kinds", aria: { label: "Statements by kind of source" } },
    h("div", { className: "bar", aria: { hidden: "true" } }, ...segments),
    h("ul", {}, ...legend),
  );
}

// ── Disputes ────────────────────────────────────────────────────────────────────────────────────────────────────────

function disputes(all: DisputeSummary[], reveal: Reveal): HTMLElement {
  return h(
    "section",
    { className: "disputes" },
    h("h3", {}, all.length === 1 ? "Disputed" : `Disputed (${all.length})`),
    ...all.map(({ claim, claimedBy, deniedBy }, index) =>
      h(
        "div",
        { className: "dispute" },
        h("p", { className: "claim" }, claim),
        h(
          "dl",
          {},
          h("div", {}, h("dt", {}, "Claimed by"), h("dd", {}, side(claimedBy, `claim-${index}`, reveal))),
          h(
            "div",
            {},
            h("dt", {}, "Denied by"),
            ...deniedBy.map((one, i) => h("dd", {}, side(one, `denial-${index}-${i}`, reveal))),
          ),
        ),
      ),
    ),
  );
}

function side({ name, statement }: Side, key: string, reveal: Reveal): HTMLElement {
  if (statement === null) return h("span", {}, name);
  return h(
    "button",
    { type: "button", className: "link", data: { key, reveal: statement }, on: { click: () => reveal(statement) } },
    name,
  );
}

// ── Sources ─────────────────────────────────────────────────────────────────────────────────────────────────────────

function sources(all: SourceSummary[], opened: Set<string | undefined>, reveal: Reveal): HTMLElement {
  return h(
    "section",
    { className: "sources" },
    h("h3", {}, "Sources"),
    ...all.map((source, index) => {
      const details = h(
        "details",
        { data: { source: source.id }, open: opened.size > 0 ? opened.has(source.id) : index === 0 },
        h(
          "summary",
          { data: { key: `source-${source.id}` } },
          h("span", { className: "swatch", data: { kind: source.kind }, aria: { hidden: "true" } }),
          h("span", { className: "name" }, source.name),
          h("span", { className: "count", aria: { label: countOf(source) } }, String(source.statements.length)),
          h("span", { className: "role" }, roleOf(source)),
        ),
        h("ul"),
      );
      // A list is made when it is looked at: a very long article has thousands of statements.
      const list = () => details.open && fillList(details, source.statements, reveal);
      list();
      details.addEventListener("toggle", list);
      return details;
    }),
  );
}

const AT_ONCE = 100;

function fillList(details: HTMLElement, statements: Statement[], reveal: Reveal): void {
  const ul = details.querySelector("ul");
  if (ul === null || ul.childElementCount > 0) return;
  let next = 0;
  const more = h("button", { type: "button", className: "link more" });
  const add = () => {
    const items = statements.slice(next, next + AT_ONCE).map((one) => h("li", {}, statement(one, reveal)));
    next += items.length;
    ul.append(...items);
    more.textContent = `${statements.length - next} more`;
    if (next >= statements.length) more.remove();
    else details.append(more);
  };
  more.addEventListener("click", add);
  add();
}

function countOf({ statements }: SourceSummary): string {
  return statements.length === 1 ? "1 statement" : `${statements.length} statements`;
}

function roleOf({ description, kind, official }: SourceSummary): string {
  const parts = [description, KIND_OF_SOURCE[kind], official ? "official" : null];
  return parts.filter((part) => part !== null && part !== "").join(" · ");
}

function statement({ id, badge, words }: Statement, reveal: Reveal): HTMLElement {
  return h(
    "button",
    {
      type: "button",
      className: "statement",
      data: { key: `statement-${id}`, reveal: id, badge },
      on: { click: () => reveal(id) },
    },
    h(
      "span",
      { className: "badge", data: { family: FAMILY[badge] } },
      h("span", { aria: { hidden: "true" } }, `${GLYPHS[FAMILY[badge]]} `),
      BADGE_LABELS[badge],
    ),
    h("span", { className: "words" }, words),
  );
}
