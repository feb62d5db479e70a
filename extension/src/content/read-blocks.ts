// Reads a part of the page, as rendered, as blocks of text: each a paragraph, heading, list item, caption … with the
// way back to its text nodes. Reads only; styles are asked for, layout never.
import type { Pace } from "./pace";
import { TextBuilder, type TextMap } from "./text-map";

export interface Block {
  /** The block-level element that holds the text. */
  element: Element;
  map: TextMap;
  /** How much of the text is links and buttons. */
  linked: number;
  /** Elements around the block that look like page furniture (menus, comments, adverts …), outermost first. */
  clutter: readonly Element[];
  /** The element lays its children out as a row or grid of boxes. */
  boxes: boolean;
}

/** The data that the page knows a text node by, and whether a node is the page's at all (not ours). */
export interface Ownership {
  dataOf(node: Text): string;
  ours(node: Node): boolean;
}

const UNREAD = new Set(
  (
    "script style noscript template svg math iframe frame object embed video audio canvas img picture map area input " +
    "select textarea datalist progress meter head link meta title base col hr"
  ).split(" "),
);
const FURNITURE = new Set("nav aside footer form dialog menu fieldset".split(" "));
const FURNITURE_ROLES = new Set(
  "navigation complementary banner search dialog alertdialog menu menubar toolbar contentinfo form tablist".split(" "),
);

// Words of class names and ids that name what is not the article's own text.
const FURNITURE_WORDS = new Set(
  (
    "cmp commentlist cookiebot didomi onetrust usercentrics ad ads adslot advert advertisement adverts advertising aside author bio breadcrumb breadcrumbs bookmarks " +
    "comment comments commenting community consent cookie cookies copyright disqus donate donation flyout " +
    "footer gdpr livefyre masthead menu modal mostpopular mostread nav navbar navigation newsletter " +
    "offscreen onward outbrain overlay pager pagination paywall popular popup promo promos promoted " +
    "promotion recirc recirculation recommended recommendation recommendations regwall related replies reply " +
    "respond share sharebar sharing shoutbox sidebar signup skip skyscraper social sponsor sponsored subscribe " +
    "subscription taboola tags taglist telegram toolbar tooltip topics trending whatsapp zergnet"
  ).split(" "),
);

export function isHeading(element: Element): boolean {
  return /^h[1-6]$/.test(element.localName) || element.getAttribute("role") === "heading";
}

const VISUALLY_HIDDEN =
  /(?:^|[\s_-])(?:sr-?only|visually-?hidden|visuallyhidden|screen-?reader(?:-text)?|assistive-text|a11y-hidden)(?:$|[\s_])/i;

/** "articleBody related-links" → article, body, related, links. */
export function nameWords(element: Element): string[] {
  const name = `${element.getAttribute("class") ?? ""} ${element.id ?? ""}`;
  return name
    .slice(0, 400)
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(Boolean);
}

function looksLikeFurniture(element: Element, style: CSSStyleDeclaration): boolean {
  const name = element.localName;
  if (/^(?:html|body|main|article|h[1-6])$/.test(name)) return false;
  if (FURNITURE.has(name) || style.position === "fixed") return true;
  const role = element.getAttribute("role");
  if (role && FURNITURE_ROLES.has(role)) return true;
  if (element.getAttribute("aria-modal") === "true") return true;
  const words = nameWords(element);
  if (words.some((word) => FURNITURE_WORDS.has(word))) return true;
  // Another story's teaser leads to it; some papers call the standfirst so.
  return words.some((word) => /^teasers?$/.test(word)) && element.querySelector("a") !== null;
}

function isInline(element: Element, style: CSSStyleDeclaration): boolean {
  const display = style.display;
  if (display.startsWith("inline") || display === "contents" || display.startsWith("ruby")) return true;
  // A drop cap floats, which makes it a block in name only.
  return style.float !== "none" && style.float !== "" && (element.textContent ?? "").trim().length <= 3;
}

/** Outside the line although inside the markup: read aloud, or drawn elsewhere. */
function outOfLine(element: Element, style: CSSStyleDeclaration): boolean {
  if (VISUALLY_HIDDEN.test(element.getAttribute("class") ?? "")) return true;
  if (style.position !== "absolute" && style.position !== "fixed") return false;
  if (isClipped(style)) return true;
  return isInlineTag(element);
}

function isClipped(style: CSSStyleDeclaration): boolean {
  return (
    (style.clip !== "auto" && style.clip !== "" && style.clip !== undefined) ||
    /^inset\((?:50|100)%/.test(style.clipPath ?? "") ||
    (style.overflow === "hidden" && (style.width === "1px" || style.height === "1px"))
  );
}

const INLINE_TAGS = new Set("a abbr b cite em i small span strong sub sup u mark time q".split(" "));
const isInlineTag = (element: Element): boolean => INLINE_TAGS.has(element.localName);

/** `[1]`, `*`, `†`: a mark that leads to a note, and no word of the sentence. */
function isFootnoteMark(element: Element): boolean {
  if (element.getAttribute("role") === "doc-noteref") return true;
  if (element.localName !== "sup") return false;
  const text = (element.textContent ?? "").trim();
  return text.length <= 6 && /^[[(]?(?:\d{1,3}|[a-z]|[*†‡§]+|note \d+|citation needed)[\])]?$/i.test(text);
}

/** Whose picture it is, behind the words under it. */
function isCredit(element: Element): boolean {
  const name = `${element.getAttribute("class") ?? ""} ${element.getAttribute("itemprop") ?? ""}`;
  return /credit|copyright/i.test(name) && (element.textContent ?? "").length <= 120;
}

const EDITED = ["", "true", "plaintext-only"].map((value) => `[contenteditable="${value}" i]`).join();

/** Does the reader write here? Such text is theirs: a badge in it would be sent or saved with it. */
export function isEdited(element: Element): boolean {
  return element.ownerDocument.designMode === "on" || element.closest(EDITED) !== null;
}

/** An element being read. */
interface Frame {
  children: readonly Node[];
  next: number;
  element: Element;
  inline: boolean;
  visible: boolean;
  preserve: boolean;
  link: boolean;
  clutter: readonly Element[];
  boxes: boolean;
  /** The nearest block-level element. */
  block: Element;
}

function childrenAsRendered(element: Element): Node[] {
  const shadow = element.shadowRoot;
  if (shadow) return Array.from(shadow.childNodes);
  if (element.localName === "slot") {
    const assigned = (element as HTMLSlotElement).assignedNodes?.({ flatten: true }) ?? [];
    if (assigned.length > 0) return assigned;
  }
  return Array.from(element.childNodes);
}

/** Every visible block of text under `root`, in document order. */
export async function readBlocks(root: Element, pace: Pace, ownership: Ownership): Promise<Block[]> {
  const blocks: Block[] = [];
  const view = root.ownerDocument.defaultView as Window;
  let builder = new TextBuilder();
  let linked = 0;
  let holder: Frame | null = null;

  const flush = (): void => {
    if (!builder.empty && holder) {
      blocks.push({
        element: holder.block,
        map: builder.finish(),
        linked,
        clutter: holder.clutter,
        boxes: holder.boxes,
      });
    }
    builder = new TextBuilder();
    linked = 0;
    holder = null;
  };

  const stack: Frame[] = [];
  const enter = (element: Element, parent: Frame | null): void => {
    const style = view.getComputedStyle(element);
    if (style.display === "none") return;
    const inline = parent !== null && isInline(element, style);
    if (parent && outOfLine(element, style)) return;
    if (inline && (isFootnoteMark(element) || isCredit(element))) return;
    const clutter = parent?.clutter ?? [];
    const furniture = !inline && looksLikeFurniture(element, style);
    if (!inline) flush();
    stack.push({
      children: childrenAsRendered(element),
      next: 0,
      element,
      inline,
      visible: style.visibility !== "hidden" && style.visibility !== "collapse",
      preserve: style.whiteSpace === "pre" || style.whiteSpace === "pre-wrap" || style.whiteSpace === "break-spaces",
      link: (parent?.link ?? false) || element.localName === "a" || element.localName === "button",
      clutter: furniture ? [...clutter, element] : clutter,
      boxes: inline ? (parent as Frame).boxes : /flex|grid/.test(style.display),
      block: inline ? (parent as Frame).block : element,
    });
  };

  if (!isEdited(root)) enter(root, null);
  let steps = 0;
  while (stack.length > 0) {
    if ((++steps & 15) === 0 && pace.due()) await pace.rest();
    const frame = stack[stack.length - 1] as Frame;
    const node = frame.children[frame.next++];
    if (!node) {
      stack.pop();
      if (!frame.inline) flush();
      continue;
    }
    if (node.nodeType === 3) {
      if (!frame.visible || ownership.ours(node)) continue;
      const seen = builder.add(node as Text, ownership.dataOf(node as Text), frame.preserve);
      if (seen > 0) {
        holder ??= frame;
        if (frame.link) linked += seen;
      }
    } else if (node.nodeType === 1) {
      const element = node as Element;
      if (element.localName === "br") {
        // Two in a row end a paragraph, in old pages.
        if (builder.atBreak) flush();
        else builder.lineBreak();
      } else if (!UNREAD.has(element.localName) && !ownership.ours(element) && !isHiddenOrEdited(element)) {
        enter(element, frame);
      }
    }
  }
  flush();
  return blocks;
}

function isHiddenOrEdited(element: Element): boolean {
  if (element.matches(EDITED)) return true;
  // Ornaments repeat what is said elsewhere, but a drop cap may be marked as one.
  return element.getAttribute("aria-hidden") === "true" && (element.textContent ?? "").trim().length > 2;
}
