// The marks of an annotation in its document: which there should be, which there are, and from the one to the other.
import { type Attribution, BADGE_LABELS, type BadgeId, type Settings, type Span, wanted } from "../protocol";
import { type Annotation, behindStops, type Stretch } from "./annotation";
import { BadgeStyles, makeBadge } from "./badge";
import { Highlights } from "./highlights";
import type { Pace } from "./pace";
import type { Placement } from "./placement";
import { type Block, isHeading } from "./read-blocks";
import type { Piece } from "./text-map";
import { backgroundOf, type Colour, FAMILY, type Family } from "./theme";

type View = Window & typeof globalThis;

/** What the page should show for an attribution. */
interface Plan {
  attribution: Attribution;
  badge: BadgeId;
  /** The same words, place and look: a mark with this key can stay as it is. */
  key: string;
  underlined: Stretch[];
  /** Behind this place stands the badge. */
  block: Block;
  offset: number;
  name: string;
  quiet: boolean;
}

/** A mark in the page. */
export interface Mark {
  plan: Plan;
  /** Null where lines must do. */
  host: HTMLElement | null;
  family: Family;
  ranges: AbstractRange[];
  /** What it was drawn for. */
  background: Colour;
}

type Put = (host: Element) => boolean;

/** How often a page may undo a paragraph's badges, and all of them, before they stay away. */
const FIGHTS_A_BLOCK = 3;
const FIGHTS_A_PAGE = 40;
/** Marks made between two looks at the page's styles. */
const BATCH = 48;
/**
 * Chromium goes through all lines for every frame in which the page has changed. Of more marks than these, only those have
 * lines that are in sight or not far from it.
 */
const MANY = 500;
/** Badges taken out at a time: each such time costs a layout, however many they are. */
const BATCH_OUT = 400;

export class Marks {
  readonly #highlights: Highlights;
  readonly #styles: BadgeStyles;
  readonly #marks = new Map<string, Mark>();
  readonly #byHost = new Map<Element, Mark>();
  /** Marks whose lines lie in a block. */
  readonly #touching = new WeakMap<Block, Set<Mark>>();
  readonly #blocks = new WeakMap<Element, Set<Block>>();
  /** Watches which elements are in sight, where marks are many; then `near` are those that are. */
  #sight: IntersectionObserver | null = null;
  readonly #near = new WeakSet<Element>();
  readonly #fights = new WeakMap<Element, number>();
  #fightsHere = 0;
  #open: AbstractRange[] = [];

  /** `quietly` changes the document without the watch hearing of it. */
  constructor(
    private readonly doc: Document,
    private readonly placement: Placement,
    private readonly quietly: (change: () => void) => void,
  ) {
    this.#highlights = new Highlights(doc.defaultView as View);
    this.#styles = new BadgeStyles(doc.defaultView as View);
  }

  // ── What there is ─────────────────────────────────────────────────────────────────────────────────────────────────

  ids(): string[] {
    return [...this.#marks.values()].map((mark) => mark.plan.attribution.id);
  }

  all(): Mark[] {
    return [...this.#marks.values()];
  }

  of(id: string): Mark | undefined {
    for (const mark of this.#marks.values()) if (mark.plan.attribution.id === id) return mark;
    return undefined;
  }

  withHost(host: EventTarget): Mark | undefined {
    return this.#byHost.get(host as Element);
  }

  /** Some marks are lines alone. */
  get bare(): boolean {
    return this.#byHost.size < this.#marks.size;
  }

  /** The page has taken badges out. */
  get lost(): boolean {
    return this.all().some((mark) => mark.host && !this.placement.placed(mark.host));
  }

  /** Do marks stand on another background than they were drawn for? */
  async recoloured(pace: Pace): Promise<boolean> {
    const backgrounds = new Map<Element, Colour>();
    for (const { plan, background } of this.all()) {
      if (pace.due()) await pace.rest();
      if (backgroundOf(plan.block.element, backgrounds).join() !== background.join()) return true;
    }
    return false;
  }

  /** The innermost line without a badge at a place of the page's text. */
  lineAt(node: Text, offset: number): Mark | null {
    const place = this.placement.original(node, offset);
    let found: Mark | null = null;
    for (const mark of this.#marks.values()) {
      if (mark.host) continue;
      for (const { block, start, end } of mark.plan.underlined) {
        const at = block.map.offsetOf(place.node, place.offset);
        if (at >= start && at <= end) found = mark;
      }
    }
    return found;
  }

  /** A mark for something that is not drawn, so that it can be shown all the same. */
  imagined(annotation: Annotation, attribution: Attribution): Mark | null {
    const plan = this.#planFor(annotation, attribution, [
      ...attribution.cue,
      ...attribution.source,
      ...attribution.content,
    ]);
    if (!plan) return null;
    return { plan, host: null, family: FAMILY[plan.badge], ranges: [], background: backgroundOf(plan.block.element) };
  }

  // ── From what there is to what there should be ────────────────────────────────────────────────────────────────────

  /** `badges`: may badges stand in the text, or must lines do? */
  async draw(annotation: Annotation, settings: Settings, badges: boolean, pace: Pace): Promise<void> {
    const chips = badges && settings.display === "chips";
    const plans = settings.display === "off" ? [] : await this.#plans(annotation, settings, chips, pace);
    const keys = new Set(plans.map((plan) => plan.key));
    await this.#clear(
      [...this.#marks].filter(([key]) => !keys.has(key)).map(([, mark]) => mark),
      pace,
    );
    const [first] = plans;
    if (first) {
      const families = plans.map((plan) => FAMILY[plan.badge]);
      this.#highlights.paint(backgroundOf(first.block.element), treesOf(annotation.blocks), families);
      // A style sheet more has the page's styles computed anew: that is a slice of its own.
      if (this.#marks.size === 0) await pace.rest();
    }
    const todo = this.#missing(plans);
    const backgrounds = new Map<Element, Colour>();
    if (todo.length > MANY) this.#followSight();
    for (let i = 0; i < todo.length; i += BATCH) {
      if (pace.due()) await pace.rest();
      const batch = todo.slice(i, i + BATCH);
      // Styles are read before anything is written, so that none is computed twice.
      const colours = batch.map(({ block }) => backgroundOf(block.element, backgrounds));
      const puts = batch.map((plan) => (chips ? this.#site(plan) : null));
      if (pace.due()) await pace.rest();
      this.quietly(() => {
        for (const [k, plan] of batch.entries()) this.#mark(plan, colours[k] as Colour, puts[k] ?? null);
        // Splitting a node moves the ground under the lines of its neighbours.
        for (const block of new Set(batch.map((plan) => plan.block))) this.#underlineAgain(block);
      });
    }
  }

  /** Takes all marks out, as before a page changes its colours. */
  clear(pace: Pace): Promise<void> {
    return this.#clear(this.all(), pace);
  }

  /** Takes all marks out for good; the lines at once. */
  async end(pace: Pace): Promise<void> {
    this.#highlights.clear();
    this.#sight?.disconnect();
    const hosts = [...this.#byHost.keys()];
    for (let i = 0; i < hosts.length; i += BATCH_OUT) {
      this.quietly(() => {
        for (const host of hosts.slice(i, i + BATCH_OUT)) this.placement.remove(host);
      });
      if (pace.due()) await pace.rest();
    }
    this.quietly(() => this.placement.clear());
    this.#highlights.end();
    this.#marks.clear();
    this.#byHost.clear();
  }

  /** Takes all marks out at once. */
  forget(): void {
    this.quietly(() => {
      for (const mark of this.all()) this.#remove(mark);
    });
    this.#highlights.end();
  }

  async #clear(marks: Mark[], pace: Pace): Promise<void> {
    for (let i = 0; i < marks.length; i += BATCH_OUT) {
      this.quietly(() => {
        for (const mark of marks.slice(i, i + BATCH_OUT)) this.#remove(mark);
      });
      if (pace.due()) await pace.rest();
    }
  }

  async #plans(annotation: Annotation, settings: Settings, chips: boolean, pace: Pace): Promise<Plan[]> {
    const order = annotation.result.attributions
      .filter((attribution) => wanted(attribution, settings))
      .map((attribution) => ({ attribution, at: annotation.badgePlace(attribution) }))
      .sort((a, b) => a.at - b.at);
    const plans: Plan[] = [];
    const inBlock = new Map<Block, number>();
    for (const { attribution } of order) {
      if (pace.due()) await pace.rest();
      const { content, cue } = attribution;
      const plan = this.#planFor(annotation, attribution, content.length > 0 ? content : cue);
      if (!plan) continue;
      plans.push(plan);
      inBlock.set(plan.block, (inBlock.get(plan.block) ?? 0) + 1);
    }
    const keys = new Map<string, number>();
    let speaker = "";
    for (const plan of plans) {
      const { attribution, badge, block } = plan;
      // A headline is not interrupted for a single badge.
      if (inBlock.get(block) === 1 && isHeading(block.element)) plan.offset = block.map.text.length;
      // The same source goes on speaking.
      const same = `${badge} ${attribution.who ?? attribution.id}`;
      plan.quiet = same === speaker;
      speaker = same;
      const words = plan.underlined.map(({ block, start, end }) => `${numberOf(block)}:${start}-${end}`).join();
      const key = `${chips} ${badge} ${plan.quiet} ${numberOf(block)}:${plan.offset} ${words} ${plan.name}`;
      const times = (keys.get(key) ?? 0) + 1;
      keys.set(key, times);
      plan.key = `${key} ${times}`;
    }
    return plans;
  }

  #planFor(annotation: Annotation, attribution: Attribution, spans: readonly Span[]): Plan | null {
    const { badge } = attribution;
    const at = annotation.badgePlace(attribution);
    const place = annotation.stretches({ start: Math.max(0, at - 1), end: at })[0];
    if (!place || badge === "none") return null;
    return {
      attribution,
      badge,
      key: "",
      underlined: spans.flatMap((span) => annotation.stretches(span)),
      block: place.block,
      offset: place.end,
      name: `${BADGE_LABELS[badge]}: ${annotation.nameOf(attribution)}`,
      quiet: false,
    };
  }

  /** Plans without a mark. Where the words are what they were and the badge is gone, the page took it. */
  #missing(plans: readonly Plan[]): Plan[] {
    const missing: Plan[] = [];
    const fought = new Set<Element>();
    for (const plan of plans) {
      const mark = this.#marks.get(plan.key);
      if (mark) {
        mark.plan = plan;
        if (!mark.host || this.placement.placed(mark.host)) continue;
        this.#remove(mark);
        fought.add(plan.block.element);
      }
      missing.push(plan);
    }
    for (const element of fought) {
      this.#fights.set(element, (this.#fights.get(element) ?? 0) + 1);
      this.#fightsHere++;
    }
    return missing;
  }

  /** Where a badge can stand; null where it can't, and lines must do. */
  #site({ block, offset }: Plan): Put | null {
    const givenUp = this.#fightsHere >= FIGHTS_A_PAGE || (this.#fights.get(block.element) ?? 0) >= FIGHTS_A_BLOCK;
    const place = block.map.after(offset);
    const parent = place?.node.parentElement;
    // A row of boxes would get one box more.
    if (givenUp || !place || !parent || block.boxes) return null;
    const placement = this.placement;
    let behind = outermostInteractive(parent);
    if (behind) {
      // A comma that follows the link follows it still.
      const end = endIn(block, behind);
      const next = behindStops(block.map.text, end);
      const there = next > end ? block.map.after(next) : null;
      if (there && !outermostInteractive(there.node.parentElement as Element))
        return (host) => placement.insert(host, there.node, there.offset);
    }
    if (!behind && place.offset === placement.dataOf(place.node).length) {
      // At the end of an <em> or <b> the badge goes behind it, out of its slant and weight.
      let at: Node = place.node;
      while (at.parentElement && at.parentElement !== block.element && isLast(at, placement)) at = at.parentElement;
      if (at !== place.node) behind = at as Element;
    }
    return (host) => (behind ? placement.insertAfter(host, behind) : placement.insert(host, place.node, place.offset));
  }

  #mark(plan: Plan, background: Colour, put: Put | null): void {
    // The page may have changed while we rested.
    if (!holds(plan.block, this.placement)) return;
    let host: HTMLElement | null = null;
    if (put) {
      const look = {
        id: plan.badge,
        name: plan.name,
        background,
        quiet: plan.quiet,
        rtl: readsRightToLeft(plan.block.map.text, plan.offset),
      };
      host = makeBadge(this.doc, look, this.#styles)?.host ?? null;
      if (host && !put(host)) host = null;
    }
    const mark: Mark = { plan, host, family: FAMILY[plan.badge], ranges: [], background };
    this.#marks.set(plan.key, mark);
    if (host) this.#byHost.set(host, mark);
    for (const { block } of plan.underlined) {
      const touching = this.#touching.get(block) ?? new Set();
      this.#touching.set(block, touching.add(mark));
      this.#lookFor(block);
    }
    this.#underline(mark);
  }

  #remove(mark: Mark): void {
    this.#highlights.remove(mark.family, mark.ranges);
    mark.ranges = [];
    for (const { block } of mark.plan.underlined) this.#touching.get(block)?.delete(mark);
    if (mark.host) {
      this.placement.remove(mark.host);
      this.#byHost.delete(mark.host);
      mark.host = null;
      this.#underlineAgain(mark.plan.block);
    }
    this.#marks.delete(mark.plan.key);
  }

  // ── Lines ─────────────────────────────────────────────────────────────────────────────────────────────────────────

  #underline(mark: Mark): void {
    this.#highlights.remove(mark.family, mark.ranges);
    const { underlined } = mark.plan;
    const near = this.#sight ? underlined.filter(({ block }) => this.#near.has(block.element)) : underlined;
    mark.ranges = this.#highlights.add(mark.family, this.pieces(near));
  }

  #followSight(): void {
    const { IntersectionObserver } = this.doc.defaultView as View;
    if (this.#sight || !IntersectionObserver) return;
    const seen = (entries: IntersectionObserverEntry[]): void => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting === this.#near.has(target)) continue;
        if (isIntersecting) this.#near.add(target);
        else this.#near.delete(target);
        for (const block of this.#blocks.get(target) ?? []) this.#underlineAgain(block);
      }
    };
    this.#sight = new IntersectionObserver(seen, { rootMargin: "200%" });
    for (const { plan } of this.#marks.values()) for (const { block } of plan.underlined) this.#lookFor(block);
  }

  #lookFor(block: Block): void {
    if (!this.#sight) return;
    const blocks = this.#blocks.get(block.element) ?? new Set();
    this.#blocks.set(block.element, blocks.add(block));
    this.#sight.observe(block.element);
  }

  #underlineAgain(block: Block): void {
    for (const mark of this.#touching.get(block) ?? []) this.#underline(mark);
  }

  /** Stretches of the article where they stand in the page now. */
  pieces(stretches: readonly Stretch[]): Piece[] {
    return stretches
      .filter(({ block }) => holds(block, this.placement))
      .flatMap(({ block, start, end }) => block.map.pieces(start, end))
      .flatMap((piece) => this.placement.pieces(piece))
      .flatMap(afterSpace);
  }

  /** Tints what an open card is about; nothing, when it closes. */
  tint(stretches: readonly Stretch[]): void {
    this.#highlights.remove("open", this.#open);
    this.#open = this.#highlights.add("open", this.pieces(stretches));
  }
}

// ── Places ──────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Do the page's nodes still say what was read from them? */
function holds(block: Block, placement: Placement): boolean {
  let last: Text | null = null;
  for (const run of block.map.runs) {
    if (run.node === last) continue;
    last = run.node;
    if (!run.node.isConnected || placement.dataOf(run.node) !== run.data) return false;
  }
  return true;
}

/** The space behind a badge would be underlined up to the badge. */
function afterSpace(piece: Piece): Piece[] {
  const spaces = /^\s*/.exec(piece.node.data.slice(piece.start, piece.end))?.[0].length ?? 0;
  return piece.start + spaces < piece.end ? [{ ...piece, start: piece.start + spaces }] : [];
}

/** Of the words before a place, whatever the paragraph's own direction is. */
function readsRightToLeft(text: string, offset: number): boolean {
  for (let i = offset - 1; i >= 0; i--) {
    if (/[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/.test(text[i] as string)) return true;
    if (/\p{L}/u.test(text[i] as string)) return false;
  }
  return false;
}

const numbers = new WeakMap<Block, number>();
let lastNumber = 0;

function numberOf(block: Block): number {
  let number = numbers.get(block);
  if (number === undefined) {
    number = ++lastNumber;
    numbers.set(block, number);
  }
  return number;
}

/** The document and the shadow roots that hold the blocks. */
export function treesOf(blocks: readonly Block[]): Set<Document | ShadowRoot> {
  const trees = new Set<Document | ShadowRoot>();
  for (const block of blocks) {
    trees.add(block.element.getRootNode() as Document | ShadowRoot);
    const node = block.map.runs[0]?.node;
    if (node) trees.add(node.getRootNode() as Document | ShadowRoot);
  }
  return new Set([...trees].filter((tree) => "adoptedStyleSheets" in tree));
}

const INTERACTIVE = new Set("a button summary label select option".split(" "));
const INTERACTIVE_ROLES = new Set("link button tab menuitem option checkbox switch radio".split(" "));

function outermostInteractive(element: Element): Element | null {
  let found: Element | null = null;
  for (let at: Element | null = element; at && at.localName !== "body"; at = at.parentElement) {
    if (INTERACTIVE.has(at.localName) || INTERACTIVE_ROLES.has(at.getAttribute("role") ?? "")) found = at;
  }
  return found;
}

/** Where the block's text leaves an element. */
function endIn({ map }: Block, element: Element): number {
  return map.runs.reduce((end, { node, from, length }) => (element.contains(node) ? from + length : end), 0);
}

/** Does nothing that is seen follow in the node's parent? */
function isLast(node: Node, placement: Placement): boolean {
  for (let next = node.nextSibling; next; next = next.nextSibling) {
    if (placement.ours(next) || next.nodeType === 8) continue;
    if (next.nodeType === 3 && (next as Text).data.trim() === "") continue;
    return false;
  }
  return true;
}
