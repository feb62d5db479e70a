// Which of the page's blocks are the article: its headline, standfirst, paragraphs, quotes, lists and captions.
//
// Prose scores its ancestors, as in Readability (github.com/mozilla/readability): a paragraph counts by its length and
// commas, less by its links, and most for the nearest ancestor. Unlike Readability this works on the live, rendered
// page and in slices: no clone to parse, nothing to map back, and what the page hides is known to be hidden. On twelve
// of Readability's own test pages it takes as long (4 to 25 ms, but no more than 8 at a time), finds 96 % of the words
// that Readability finds there, and 2 % others: the rest are newsletter boxes and links to other stories on the one
// side, captions and standfirsts on the other.
import type { Pace } from "./pace";
import { type Block, isHeading, nameWords } from "./read-blocks";

export interface Found {
  headline: Block | null;
  /** In document order, the headline not among them. */
  blocks: Block[];
  /** The element that holds all of the body; what happens in it is watched. */
  root: Element;
}

/** Fewer characters of prose than this are no article. */
const LEAST_PROSE = 400;
const ARTICLE_WORDS = /^(?:article|story|body|content|entry|post|text|main|blog|hentry|column|paragraph|page)$/;

interface Weighed {
  block: Block;
  text: string;
  /** Characters outside links. */
  prose: number;
  density: number;
  paragraph: boolean;
  order: number;
}

const parentOf = (element: Element): Element | null =>
  element.assignedSlot ??
  element.parentElement ??
  ((element.getRootNode() as ShadowRoot).host as Element | undefined) ??
  null;

export function contains(outer: Element, inner: Element): boolean {
  for (let at: Element | null = inner; at; at = parentOf(at)) if (at === outer) return true;
  return false;
}

const OTHERS_WORDS =
  /^(?:comments?|commenting|commentlist|disqus|livefyre|replies|related|cmp|consent|cookies?|gdpr|onetrust|didomi|usercentrics|cookiebot)$/;

/** The readers' words, or the lawyers'. */
function isOthersText(element: Element): boolean {
  return (
    element.getAttribute("role") === "dialog" ||
    element.getAttribute("aria-modal") === "true" ||
    nameWords(element).some((word) => OTHERS_WORDS.test(word))
  );
}

const BYLINE_WORDS = /^(?:byline|author|authors|dateline|timestamp|pubdate)$/;

/** Who wrote it and when, on a line of its own. */
function isByline({ block, text, paragraph }: Weighed): boolean {
  if (paragraph || text.length > 120) return false;
  return /^by\s/i.test(text) || nameWords(block.element).some((word) => BYLINE_WORDS.test(word));
}

/** Sum of prose over every ancestor of every paragraph. */
function massByElement(weighed: readonly Weighed[], clutterToo: boolean, clutter: (b: Block) => boolean) {
  const mass = new Map<Element, number>();
  for (const item of weighed) {
    if (!item.paragraph || (!clutterToo && clutter(item.block))) continue;
    for (let at: Element | null = item.block.element; at; at = parentOf(at)) {
      mass.set(at, (mass.get(at) ?? 0) + item.prose);
    }
  }
  return mass;
}

export async function findArticle(doc: Document, all: readonly Block[], pace: Pace): Promise<Found | null> {
  const weighed: Weighed[] = [];
  for (const [order, block] of all.entries()) {
    if ((order & 63) === 63 && pace.due()) await pace.rest();
    const text = block.map.text;
    const prose = text.length - block.linked;
    const density = block.linked / text.length;
    const paragraph =
      prose >= 25 && density < 0.5 && !isHeading(block.element) && (prose >= 80 || /[.!?…:]["'”’»)\]]*$/.test(text));
    weighed.push({ block, text, prose, density, paragraph, order });
  }

  // A form around the whole page, or a page whose body is called "has-sidebar", is not furniture.
  const everything = massByElement(weighed, true, () => false);
  const page = everything.get(doc.documentElement) ?? 0;
  if (page < LEAST_PROSE) return null;
  const share = (element: Element): number => (everything.get(element) ?? 0) / page;
  const remarks = new Map<Element, boolean>();
  const isClutter = (block: Block): boolean =>
    block.clutter.some((element) => {
      let is = remarks.get(element);
      if (is === undefined) {
        const part = share(element);
        // Comments and consent can outweigh the story. What holds the headline is not among them, whatever its name.
        is = isOthersText(element) ? part < 0.97 && element.querySelector("h1") === null : part < 0.5;
        remarks.set(element, is);
      }
      return is;
    });

  if (pace.due()) await pace.rest();
  const scores = new Map<Element, number>();
  const linksOf = new Map<Element, { text: number; linked: number }>();
  for (const item of weighed) {
    if ((item.order & 63) === 63 && pace.due()) await pace.rest();
    for (let at: Element | null = item.block.element; at; at = parentOf(at)) {
      const sum = linksOf.get(at) ?? { text: 0, linked: 0 };
      sum.text += item.text.length;
      sum.linked += item.block.linked;
      linksOf.set(at, sum);
    }
    if (!item.paragraph || isClutter(item.block)) continue;
    const commas = item.text.split(/[,،、，]/).length - 1;
    const score = (1 + Math.min(commas, 6) + Math.min(item.prose / 100, 3)) * (1 - item.density);
    // A text that stands bare in its container (paragraphs ended by <br>) speaks for the container itself.
    const paragraphTag = /^(?:p|li|blockquote|h[1-6]|figcaption|dd|dt|td|pre)$/.test(item.block.element.localName);
    let level = 0;
    for (
      let at = paragraphTag ? parentOf(item.block.element) : item.block.element;
      at && level < 6;
      at = parentOf(at)
    ) {
      const share = level === 0 ? 1 : level === 1 ? 0.5 : 1 / (level * 3);
      scores.set(at, (scores.get(at) ?? 0) + score * share);
      level++;
    }
  }

  let best: Element | null = null;
  let bestScore = 0;
  for (const [element, raw] of scores) {
    const links = linksOf.get(element);
    let score = raw * (1 - (links ? links.linked / links.text : 0));
    if (element.localName === "article" || /articleBody/i.test(element.getAttribute("itemprop") ?? "")) score *= 1.25;
    else if (nameWords(element).some((word) => ARTICLE_WORDS.test(word))) score *= 1.1;
    if (score > bestScore) {
      best = element;
      bestScore = score;
    }
  }
  if (!best) return null;
  if (pace.due()) await pace.rest();

  const mass = massByElement(weighed, false, isClutter);
  const region = grow(doc, best, weighed, mass, isClutter);
  const root = region.root;

  // Asked of the text itself: old pages put paragraphs into inline elements, and some words beside them.
  const inRegion = (block: Block): boolean => {
    const holder = block.map.runs[0]?.node.parentElement ?? block.element;
    return region.branches.some((branch) => contains(branch, holder));
  };
  const body = weighed.filter((item) => {
    if (!inRegion(item.block)) return false;
    if (item.block.clutter.some((element) => !contains(element, best as Element) && isClutter(item.block)))
      return false;
    if (isHeading(item.block.element)) return item.density <= 0.9;
    if (isByline(item)) return false;
    // The figures on a chart's axis, a photographer's name, "Share".
    if (item.text.length < 25 && !item.paragraph && !/[.!?…]["'”’»)]*$/.test(item.text)) return false;
    return item.density <= 0.6;
  });
  const prose = body.reduce((sum, item) => sum + (item.paragraph ? item.prose : 0), 0);
  if (prose < LEAST_PROSE) return null;

  const first = body.find((item) => item.paragraph) as Weighed;
  const headline = findHeadline(doc, weighed, first, isClutter);
  // What stands above the headline in the same container is the section's name, the date …
  const kept = body.filter(
    (item) => item.block !== headline?.block && (!headline || item.order > headline.order || item.paragraph),
  );
  const standfirst = headline
    ? weighed.filter(
        (item) =>
          item.order > headline.order &&
          item.order < first.order &&
          !inRegion(item.block) &&
          item.prose >= 40 &&
          item.density < 0.3 &&
          !isClutter(item.block) &&
          /[a-z\p{L}] [\p{L}]/u.test(item.text) &&
          !/^(?:by|published|updated|posted|photo|credit)\b/i.test(item.text),
      )
    : [];
  const blocks = [...standfirst.slice(0, 3), ...kept].sort((a, b) => a.order - b.order).map((item) => item.block);
  if (!isArticle(doc, body, mass.get(doc.documentElement) ?? page, linksOf.get(root))) return null;
  return { headline: headline?.block ?? null, blocks, root };
}

/** From the best container outwards: siblings, and siblings of ancestors, that hold more of the same text. */
function grow(
  doc: Document,
  best: Element,
  weighed: readonly Weighed[],
  mass: ReadonlyMap<Element, number>,
  isClutter: (block: Block) => boolean,
): { root: Element; branches: Element[] } {
  const branches = [best];
  let root = best;
  let branch = best;
  const own = mass.get(best) ?? 0;
  for (let level = 0; level < 5; level++) {
    const parent = parentOf(branch);
    if (!parent || parent === doc.documentElement) break;
    let grew = false;
    // Paragraphs of the parent, by the child that holds them.
    const children = new Map<Element, Weighed[]>();
    for (const item of weighed) {
      if (!item.paragraph || isClutter(item.block)) continue;
      let at: Element | null = item.block.element;
      while (at && parentOf(at) !== parent) at = parentOf(at);
      if (!at || at === branch) continue;
      const list = children.get(at);
      if (list) list.push(item);
      else children.set(at, [item]);
    }
    for (const [child, items] of children) {
      const sum = items.reduce((total, item) => total + item.prose, 0);
      const longest = Math.max(...items.map((item) => item.prose));
      const sameKind =
        child.localName === branch.localName &&
        (child.getAttribute("class") ?? "") === (branch.getAttribute("class") ?? "") &&
        (child.getAttribute("class") ?? "") !== "";
      const anotherArticle =
        child.querySelector("h1") !== null ||
        (child.localName === "article" && (branch.querySelector("h1") !== null || (!sameKind && level > 0)));
      if (anotherArticle) continue;
      const isParagraph = items.length === 1 && items[0]?.block.element === child;
      const good = isParagraph
        ? (level === 0 && longest >= 60) || longest >= 140
        : (sameKind && longest >= 60) ||
          (sum >= own * 0.15 && sum / items.length >= 90 && !looksLikeTeasers(child, items));
      if (good) {
        branches.push(child);
        grew = true;
      }
    }
    if (grew) root = parent;
    branch = parent;
    if (parent === doc.body) break;
  }
  return { root, branches };
}

/** Cards of other stories: each short text comes with a heading that is a link. */
function looksLikeTeasers(element: Element, items: readonly Weighed[]): boolean {
  const cards = element.querySelectorAll("h2 a, h3 a, h4 a, a h2, a h3, a h4").length;
  return cards > 0 && cards * 2 >= items.length;
}

function words(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? []);
}

function titles(doc: Document): string[] {
  const social = doc.querySelector('meta[property="og:title"], meta[name="twitter:title"]')?.getAttribute("content");
  return [social ?? "", doc.title].filter(Boolean);
}

/** How much of the heading's words stand in the page's title. */
function likeTitle(text: string, all: readonly Set<string>[]): number {
  const own = words(text);
  if (own.size === 0) return 0;
  return Math.max(0, ...all.map((title) => [...own].filter((word) => title.has(word)).length / own.size));
}

function findHeadline(
  doc: Document,
  weighed: readonly Weighed[],
  first: Weighed,
  isClutter: (block: Block) => boolean,
): Weighed | null {
  const known = titles(doc).map(words);
  let found: Weighed | null = null;
  let foundScore = 0;
  for (const item of weighed) {
    if (item.order >= first.order) break;
    if (item.text.length < 12 || item.text.length > 300 || isClutter(item.block)) continue;
    const element = item.block.element;
    const top = element.localName === "h1" || element.closest?.("h1") !== null;
    const named = /headline|title/.test(
      `${element.getAttribute("itemprop") ?? ""} ${element.getAttribute("class") ?? ""}`,
    );
    if (!top && !isHeading(element) && !named) continue;
    const like = likeTitle(item.text, known);
    const score = (top ? 1 : isHeading(element) ? 0.5 : 0.3) + like * 1.5 + (named ? 0.2 : 0);
    if (like < 0.5 && !top) continue;
    // Of equals the later one, which is nearer to the text.
    if (score >= foundScore) {
      found = item;
      foundScore = score;
    }
  }
  return found;
}

/** A front page is prose too: many short blurbs, most of the page's words in links. */
function isArticle(
  doc: Document,
  body: readonly Weighed[],
  page: number,
  links: { text: number; linked: number } | undefined,
): boolean {
  const paragraphs = body.filter((item) => item.paragraph);
  const prose = paragraphs.reduce((sum, item) => sum + item.prose, 0);
  let doubt = 0;
  if (/^\/(?:index\.\w+)?$/.test(doc.location?.pathname ?? "/")) doubt++;
  if (links && links.linked / links.text > 0.45) doubt++;
  if (prose / page < 0.35) doubt++;
  if (prose / Math.max(1, paragraphs.length) < 70) doubt++;
  if (!movedOn(doc)) {
    const kind = doc.querySelector('meta[property="og:type"]')?.getAttribute("content") ?? "";
    const social = doc.querySelector('meta[property="og:title"]')?.getAttribute("content") ?? "";
    if (/^website$/i.test(kind)) doubt++;
    if (/^article$/i.test(kind)) doubt -= 2;
    // A stream of stories that calls itself the day's headlines, whatever story is open in it.
    if (/\b(?:latest|breaking|top)\b.*\b(?:news|headlines|stories)\b/i.test(social)) doubt += 2;
  }
  return doubt < 3;
}

/** Has the site gone to another address without loading? Then what it says of itself is about the page before. */
function movedOn(doc: Document): boolean {
  const loaded = doc.defaultView?.performance?.getEntriesByType?.("navigation")[0]?.name;
  return loaded !== undefined && loaded.replace(/#.*/, "") !== doc.location.href.replace(/#.*/, "");
}
