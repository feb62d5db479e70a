// A badge: a plain element with a closed shadow root, whose label is drawn by the style sheet alone. So it is seen, but
// is no text of the page: not selected, not copied, not found, not printed. `!important` inside a shadow root beats any
// rule of the page, inline or not, so the page can neither hide nor restyle it.
import { BADGE_LABELS, type BadgeId } from "../protocol";
import { type Colour, css, FAMILY, GLYPHS, shades } from "./theme";

export const TAG = "hearsay-badge";

const BASE = `
:host {
  all: initial !important;
  display: inline !important;
  font-size: inherit !important;
  line-height: 0 !important;
  vertical-align: .07em !important;
  text-indent: 0 !important;
  direction: ltr !important;
  unicode-bidi: isolate !important;
  margin-inline: min(.3em, 7px) .08em !important;
  cursor: pointer !important;
  user-select: none !important;
  -webkit-user-select: none !important;
  -webkit-tap-highlight-color: transparent !important;
}
/* Word joiners: the badge goes to the next line with the word before it, and alone only where both find no room. */
:host::before {
  all: initial !important;
  content: "\\2060\\2060" !important;
  content: "\\2060\\2060" / "" !important;
  font-size: 0 !important;
  line-height: 0 !important;
  overflow-wrap: anywhere !important;
}
:host::after {
  all: initial !important;
  font: 500 clamp(10px, .62em, 13px)/1.3 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif !important;
  letter-spacing: .012em !important;
  direction: ltr !important;
  white-space: nowrap !important;
  padding: .06em .5em .1em .42em !important;
  border: 1px solid transparent !important;
  border-radius: .62em !important;
  cursor: pointer !important;
  user-select: none !important;
  -webkit-user-select: none !important;
}
:host(:focus-visible)::after { outline: 2px solid currentcolor !important; outline-offset: 1px !important; }
@media print { :host { display: none !important; } }
`;

const rule = (declarations: string): string => `:host::after { ${declarations} }`;

function labelCss(id: BadgeId): string {
  const text = `\u2060${GLYPHS[FAMILY[id]]}\u2009${BADGE_LABELS[id]}`;
  // Read aloud by the name on the host, not by this.
  return rule(`content: "${text}" !important; content: "${text}" / "" !important;`);
}

function colourCss(id: BadgeId, background: Colour, quiet: boolean): string {
  const { text, fill, border } = shades(FAMILY[id], background);
  return `${rule(
    `color: ${css(text)} !important; background: ${quiet ? "transparent" : css(fill)} !important; border-color: ${
      quiet ? "transparent" : css(border)
    } !important;${quiet ? " margin-inline: -.36em -.5em !important;" : ""}`,
  )}
:host(:hover)::after, :host([aria-expanded="true"])::after { background: ${css(fill)} !important; border-color: ${css(text)} !important; }
@media (forced-colors: active) { :host::after { color: LinkText !important; background: Canvas !important; border-color: CanvasText !important; } }`;
}

/** A style sheet for each look, made once and shared by the badges that have it. One stock for each window. */
export class BadgeStyles {
  readonly #sheets = new Map<string, CSSStyleSheet>();

  constructor(private readonly view: Window & typeof globalThis) {}

  of({ id, background, quiet, rtl }: BadgeLook): CSSStyleSheet {
    const key = `${id} ${background.join()} ${quiet} ${rtl}`;
    let sheet = this.#sheets.get(key);
    if (!sheet) {
      sheet = new this.view.CSSStyleSheet();
      const direction = rtl ? ":host { direction: rtl !important; }" : "";
      sheet.replaceSync([BASE, labelCss(id), colourCss(id, background, quiet), direction].join("\n"));
      this.#sheets.set(key, sheet);
    }
    return sheet;
  }
}

export interface BadgeLook {
  id: BadgeId;
  /** What a screen reader says: "Official denial: Dmitry Peskov". */
  name: string;
  background: Colour;
  /** Without fill and frame: the same source goes on speaking. */
  quiet: boolean;
  /** It follows words that run from right to left. */
  rtl: boolean;
}

/** Null where the page has its own idea of what `hearsay-badge` is. */
export function makeBadge(
  doc: Document,
  look: BadgeLook,
  styles: BadgeStyles,
): { host: HTMLElement; root: ShadowRoot } | null {
  try {
    const host = doc.createElement(TAG);
    const root = host.attachShadow({ mode: "closed" });
    root.adoptedStyleSheets = [styles.of(look)];
    host.setAttribute("data-badge", look.id);
    host.setAttribute("role", "button");
    host.setAttribute("tabindex", "0");
    host.setAttribute("aria-haspopup", "dialog");
    host.setAttribute("aria-expanded", "false");
    host.setAttribute("aria-label", look.name);
    host.setAttribute("translate", "no");
    return { host, root };
  } catch {
    return null;
  }
}
