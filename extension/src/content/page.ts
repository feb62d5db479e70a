// The annotated page: reads the article, asks the engine, keeps the marks in step with both the page and the reader.
import {
  type Answer,
  type Article,
  type Attribution,
  articleText,
  BADGE_LABELS,
  type BadgeId,
  type ContentMessage,
  DEFAULT_SETTINGS,
  type Failure,
  type PageState,
  type Result,
  type Settings,
  type Source,
  type Span,
  type Status,
  wanted,
} from "../protocol";
import { BadgeStyles, makeBadge, TAG } from "./badge";
import { Card, type CardModel, type Quote } from "./card";
import { type Found, findArticle } from "./find-article";
import { mayBeArticle } from "./gate";
import { Highlights, sweepHighlights } from "./highlights";
import { Watch } from "./live";
import { Pace, Stopped } from "./pace";
import { Placement, sweep } from "./placement";
import { type Block, readBlocks } from "./read-blocks";
import { reportOf } from "./report";
import type { Piece } from "./text-map";
import { backgroundOf, type Colour, FAMILY, type Family } from "./theme";

export type Annotate = (article: Article) => Promise<Answer>;
type View = Window & typeof globalThis;

/** A stretch of a block's text. */
interface Stretch {
  block: Block;
  start: number;
  end: number;
}

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

interface Drawn {
  plan: Plan;
  host: HTMLElement | null;
  family: Family;
  ranges: AbstractRange[];
}

/** How often a page may undo a paragraph's badges, and all of them, before they stay away. */
const FIGHTS_A_BLOCK = 3;
const FIGHTS_A_PAGE = 40;
/** Milliseconds after which a page that goes on loading counts as loaded. */
const LONGEST_LOAD = 4000;
/** Marks made between two looks at the page's styles. */
const BATCH = 48;

export class Page {
  readonly #top: Document;
  readonly #annotate: Annotate;
  readonly #changed: (state: PageState) => void;
  settings: Settings = DEFAULT_SETTINGS;

  #status: Status = "off";
  #failure: Failure | undefined;
  #session: Session | null = null;
  #starting: Promise<void> | null = null;
  #ending: Promise<void> = Promise.resolve();

  constructor(doc: Document, annotate: Annotate, changed: (state: PageState) => void) {
    this.#top = doc;
    this.#annotate = annotate;
    this.#changed = changed;
  }

  state(): PageState {
    const session = this.#session;
    const state: PageState = {
      status: this.#status,
      display: this.settings.display,
      blockCount: session?.blocks.length ?? 0,
      marked: session?.marked() ?? [],
      hidden: session?.hidden() ?? [],
    };
    if (this.#status === "on" && session?.result) {
      state.result = session.result;
      state.text = session.text;
    }
    if (this.#failure) state.error = this.#failure;
    return state;
  }

  on(): Promise<void> {
    if (this.#starting) return this.#starting;
    if (this.#session && this.#status === "on") return Promise.resolve();
    this.#end();
    const session = new Session(this.#top, this.#annotate, this.settings, (status, failure) => {
      if (this.#session !== session) return;
      this.#status = status;
      this.#failure = failure;
      this.#changed(this.state());
    });
    this.#session = session;
    const starting = this.#ending
      .then(() => session.start())
      .finally(() => {
        if (this.#starting === starting) this.#starting = null;
      });
    this.#starting = starting;
    return starting;
  }

  async off(): Promise<void> {
    this.#end();
    this.#failure = undefined;
    const changed = this.#status !== "off";
    this.#status = "off";
    if (changed) this.#changed(this.state());
    await this.#ending;
  }

  #end(): void {
    const session = this.#session;
    this.#session = null;
    this.#starting = null;
    if (session) this.#ending = Promise.all([this.#ending, session.end()]).then(() => {});
  }

  async apply(settings: Settings): Promise<void> {
    this.settings = settings;
    await this.#session?.apply(settings);
    if (this.#session) this.#changed(this.state());
  }

  async handle(message: ContentMessage): Promise<PageState> {
    switch (message.type) {
      case "on":
        await this.on();
        break;
      case "off":
        await this.off();
        break;
      case "reveal":
        this.#session?.reveal(message.id);
        break;
      case "step":
        this.#session?.step(message.by);
        break;
      case "settings":
        await this.apply(message.settings);
        break;
      case "state":
        break;
    }
    return this.state();
  }
}

/** From on to off. */
class Session {
  readonly #abort = new AbortController();
  readonly #top: Document;
  readonly #annotate: Annotate;
  #settings: Settings;
  readonly #tell: (status: Status, failure?: Failure) => void;
  readonly #placement = new Placement();
  #watch: Watch | null = null;

  // What belongs to the document that holds the article: the page's, or a frame's.
  #doc: Document;
  #highlights: Highlights;
  #styles: BadgeStyles;
  #card: Card;

  blocks: Block[] = [];
  result: Result | null = null;
  text = "";
  #starts: number[] = [];
  #drawn = new Map<string, Drawn>();
  #byHost = new Map<Element, Drawn>();
  #fights = new WeakMap<Element, number>();
  #fightsHere = 0;
  #shown: string | null = null;
  #open: AbstractRange[] = [];
  /** The badge whose card is open. */
  #opener: HTMLElement | null = null;
  #hover: ReturnType<typeof setTimeout> | undefined;
  #refreshing: Promise<boolean> | null = null;

  constructor(
    doc: Document,
    annotate: Annotate,
    settings: Settings,
    tell: (status: Status, failure?: Failure) => void,
  ) {
    this.#top = doc;
    this.#annotate = annotate;
    this.#settings = settings;
    this.#tell = tell;
    this.#doc = doc;
    const view = doc.defaultView as View;
    this.#highlights = new Highlights(view);
    this.#styles = new BadgeStyles(view);
    this.#card = this.#makeCard();
    this.#loaded = doc.readyState === "complete";
  }

  get #signal(): AbortSignal {
    return this.#abort.signal;
  }

  /**
   * Frameworks take over what the server rendered before the page is loaded, and start again where a text node is not
   * what they rendered. Until then there are lines, which change nothing.
   */
  #loaded: boolean;

  #drawBadgesOnceLoaded(): void {
    if (this.#loaded) return;
    const view = this.#top.defaultView as View;
    const ready = (): void => {
      if (this.#loaded || this.#signal.aborted) return;
      this.#loaded = true;
      if (this.result) void this.#exclusively(() => this.#draw()).then(() => this.#tell("on"));
    };
    view.addEventListener("load", () => setTimeout(ready, 100), { once: true, signal: this.#signal });
    setTimeout(ready, LONGEST_LOAD);
  }

  async start(): Promise<void> {
    if (this.#signal.aborted) return;
    this.#drawBadgesOnceLoaded();
    sweep(this.#top, TAG);
    sweepHighlights(this.#top.defaultView as View);
    this.#tell("reading");
    this.#watch = new Watch(this.#top, this.#placement, this.#signal, {
      healed: () => this.#closeIfLost(),
      settled: () => this.refresh(),
      recoloured: () => this.#recolour(),
    });
    await this.refresh();
  }

  /** Puts the document back. A long article takes several slices; until the last one the text is still healed. */
  async end(): Promise<void> {
    this.#abort.abort(new Stopped());
    clearTimeout(this.#hover);
    this.#card.close();
    this.#highlights.clear();
    const pace = new Pace(new AbortController().signal);
    const hosts = [...this.#byHost.keys()];
    const batch = BATCH * 8; // each costs a layout, of whatever size
    for (let i = 0; i < hosts.length; i += batch) {
      this.#watch?.quietly(() => {
        for (const host of hosts.slice(i, i + batch)) this.#placement.remove(host);
      });
      if (pace.due()) await pace.rest();
    }
    this.#watch?.quietly(() => this.#placement.clear());
    this.#watch?.end();
    this.#drawn.clear();
    this.#byHost.clear();
  }

  async apply(settings: Settings): Promise<void> {
    this.#settings = settings;
    if (this.result) await this.#exclusively(() => this.#draw());
  }

  marked(): string[] {
    return [...this.#drawn.values()].map((drawn) => drawn.plan.attribution.id);
  }

  hidden(): string[] {
    const marked = new Set(this.marked());
    return (this.result?.attributions ?? []).filter((a) => a.badge !== "none" && !marked.has(a.id)).map((a) => a.id);
  }

  // ── Reading and annotating ────────────────────────────────────────────────────────────────────────────────────────

  /** Reads the page anew and brings the marks in step. Returns whether anything had changed. */
  refresh(): Promise<boolean> {
    return this.#exclusively(() => this.#refresh());
  }

  /** One pass at a time: two at once would each draw what the other has drawn. */
  async #exclusively(work: () => Promise<boolean>): Promise<boolean> {
    while (this.#refreshing) await this.#refreshing.catch(() => false);
    if (this.#signal.aborted) return false;
    this.#refreshing = work().catch((error: unknown) => {
      if (error instanceof Stopped || this.#signal.aborted) return false;
      this.#tell("error", { code: "page", message: error instanceof Error ? error.message : String(error) });
      return false;
    });
    try {
      return await this.#refreshing;
    } finally {
      this.#refreshing = null;
    }
  }

  async #refresh(): Promise<boolean> {
    const pace = new Pace(this.#signal);
    const found = await this.#find(pace);
    if (!found) {
      this.#forget();
      this.#watch?.waitForArticle();
      this.#tell("no-article");
      return false;
    }
    const { doc, article } = found;
    if (doc !== this.#doc) this.#moveTo(doc);
    const blocks = this.#reuse(article.headline ? [article.headline, ...article.blocks] : article.blocks);
    const lost = [...this.#drawn.values()].some((drawn) => drawn.host && !this.#placement.placed(drawn.host));
    const same = blocks.length === this.blocks.length && blocks.every((block, i) => block === this.blocks[i]);
    this.#watch?.watch(article.root, treesOf(blocks));
    if (same && !lost && this.result) return false;

    const message: Article = { blocks: article.blocks.map((block) => block.map.text) };
    if (article.headline) message.headline = article.headline.map.text;
    const text = articleText(message);
    if (!this.result || text !== this.text) {
      const answer = await this.#annotate(message);
      if (this.#signal.aborted) throw new Stopped();
      if (!answer.ok) {
        this.#forget();
        this.#tell(answer.error.code === "empty" ? "no-article" : "error", answer.error);
        return true;
      }
      this.result = answer.result;
      this.text = text;
    }
    this.blocks = blocks;
    this.#starts = [];
    let at = 0;
    for (const block of blocks) {
      this.#starts.push(at);
      at += block.map.text.length + 1;
    }
    await this.#draw();
    this.#tell("on");
    return true;
  }

  async #find(pace: Pace): Promise<{ doc: Document; article: Found } | null> {
    for (const doc of documents(this.#top)) {
      if (!doc.body || (doc !== this.#top && !mayBeArticle(doc))) continue;
      const blocks = await readBlocks(doc.body, pace, this.#placement);
      const article = await findArticle(doc, blocks, pace);
      if (article) return { doc, article };
    }
    return null;
  }

  /** Blocks that are as they were stay the same objects, so that their marks can stay. */
  #reuse(blocks: Block[]): Block[] {
    const known = new Map<Element, Block[]>();
    for (const block of this.blocks) {
      const list = known.get(block.element);
      if (list) list.push(block);
      else known.set(block.element, [block]);
    }
    return blocks.map((block) => {
      const candidates = known.get(block.element) ?? [];
      const i = candidates.findIndex((candidate) => sameBlock(candidate, block));
      return i < 0 ? block : (candidates.splice(i, 1)[0] as Block);
    });
  }

  #forget(): void {
    this.#card.close();
    this.#watch?.quietly(() => {
      for (const drawn of [...this.#drawn.values()]) this.#undraw(drawn);
    });
    this.result = null;
    this.text = "";
    this.blocks = [];
  }

  #moveTo(doc: Document): void {
    this.#forget();
    this.#highlights.clear();
    this.#doc = doc;
    const view = doc.defaultView as View;
    this.#highlights = new Highlights(view);
    this.#styles = new BadgeStyles(view);
    this.#card = this.#makeCard();
    this.#listening?.abort();
    this.#listening = null;
  }

  // ── Drawing ───────────────────────────────────────────────────────────────────────────────────────────────────────

  async #draw(): Promise<boolean> {
    const pace = new Pace(this.#signal);
    const plans = this.#settings.display === "off" ? [] : await this.#plan(pace);
    const keys = new Set(plans.map((plan) => plan.key));
    const watch = this.#watch as Watch;

    const stale = [...this.#drawn].filter(([key]) => !keys.has(key)).map(([, drawn]) => drawn);
    for (let i = 0; i < stale.length; i += BATCH) {
      watch.quietly(() => {
        for (const drawn of stale.slice(i, i + BATCH)) this.#undraw(drawn);
      });
      if (pace.due()) await pace.rest();
    }
    if (plans.length > 0) {
      const first = (plans[0] as Plan).block.element;
      const background = backgroundOf(first);
      this.#highlights.paint(background, treesOf(this.blocks));
      this.#listen();
      // A style sheet more has the page's styles computed anew: that is a slice of its own.
      if (this.#drawn.size === 0) await pace.rest();
    }

    const todo: Plan[] = [];
    const bare = new Set<Element>();
    for (const plan of plans) {
      const drawn = this.#drawn.get(plan.key);
      if (!drawn) {
        todo.push(plan);
        continue;
      }
      drawn.plan = plan;
      if (drawn.host && !this.#placement.placed(drawn.host)) {
        // The words are what they were and the badge is gone: the page took it.
        this.#undraw(drawn);
        bare.add(plan.block.element);
        todo.push(plan);
      }
    }
    for (const element of bare) {
      this.#fights.set(element, (this.#fights.get(element) ?? 0) + 1);
      this.#fightsHere++;
    }

    const backgrounds = new Map<Element, Colour>();
    for (let i = 0; i < todo.length; i += BATCH) {
      if (pace.due()) await pace.rest();
      const batch = todo.slice(i, i + BATCH);
      // Styles are read before anything is written, so that none is computed twice.
      const sites = batch.map((plan) => this.#site(plan, backgrounds));
      if (pace.due()) await pace.rest();
      watch.quietly(() => {
        for (const [k, plan] of batch.entries()) this.#mark(plan, sites[k] ?? null);
        // Splitting a node moves the ground under the lines of its neighbours.
        for (const block of new Set(batch.map((plan) => plan.block))) this.#underlineAgain(block);
      });
    }
    return true;
  }

  /** Where the page keeps fighting back, lines must do. */
  #mayHaveBadges(element: Element): boolean {
    return this.#fightsHere < FIGHTS_A_PAGE && (this.#fights.get(element) ?? 0) < FIGHTS_A_BLOCK;
  }

  async #plan(pace: Pace): Promise<Plan[]> {
    const result = this.result as Result;
    const sources = new Map(result.sources.map((source) => [source.id, source]));
    const plans: Plan[] = [];
    const uid = (block: Block): number => uidOf(block);
    const seen = new Map<string, number>();
    const order = result.attributions
      .filter((attribution) => wanted(attribution, this.#settings))
      .map((attribution) => ({ attribution, at: this.#badgePlace(attribution) }))
      .sort((a, b) => a.at - b.at);
    let before = "";
    for (const { attribution, at } of order) {
      if (pace.due()) await pace.rest();
      const place = this.#stretches({ start: Math.max(0, at - 1), end: at })[0];
      if (!place) continue;
      const badge = attribution.badge as BadgeId;
      const speaker = `${badge} ${attribution.who ?? attribution.id}`;
      const quiet = speaker === before;
      before = speaker;
      const spans = attribution.content.length > 0 ? attribution.content : attribution.cue;
      const underlined = spans.flatMap((span) => this.#stretches(span));
      const name = `${BADGE_LABELS[badge]}: ${nameOf(attribution, sources, this.text)}`;
      const words = underlined.map(({ block, start, end }) => `${uid(block)}:${start}-${end}`).join();
      let key = `${this.#settings.display} ${this.#loaded} ${badge} ${quiet} ${uid(place.block)}:${place.end} ${words} ${name}`;
      const times = (seen.get(key) ?? 0) + 1;
      seen.set(key, times);
      if (times > 1) key += ` ${times}`;
      plans.push({ attribution, badge, key, underlined, block: place.block, offset: place.end, name, quiet });
    }
    return plans;
  }

  /** Behind the source and the cue, whichever comes later, and behind the stop or quotation mark that follows. */
  #badgePlace(attribution: Attribution): number {
    const cue = attribution.cue[0] ?? attribution.source[0] ?? attribution.content[0] ?? { start: 0, end: 0 };
    let at = cue.end;
    for (const source of attribution.source) {
      const near = source.start >= cue.end ? source.start - cue.end <= 40 : true;
      const between = this.text.slice(Math.min(cue.end, source.end), Math.max(cue.end, source.end));
      if (near && source.end > at && source.end - cue.end <= 90 && !between.includes("\n")) at = source.end;
    }
    while (
      at < this.text.length &&
      /[\p{L}\p{N}]/u.test(this.text[at - 1] ?? "") &&
      /[\p{L}\p{N}]/u.test(this.text[at] ?? "")
    )
      at++;
    const after = /^[,.;:!?…'"’”»)\]]{1,4}(?=\s|$)/.exec(this.text.slice(at, at + 6));
    return at + (after?.[0].length ?? 0);
  }

  /** A span of the text by blocks. */
  #stretches({ start, end }: Span): Stretch[] {
    const found: Stretch[] = [];
    let low = 0;
    let high = this.#starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] as number) <= start) low = middle + 1;
      else high = middle;
    }
    for (let i = Math.max(0, low - 1); i < this.blocks.length; i++) {
      const from = this.#starts[i] as number;
      if (from >= end) break;
      const block = this.blocks[i] as Block;
      const a = Math.max(0, start - from);
      const b = Math.min(block.map.text.length, end - from);
      if (a < b) found.push({ block, start: a, end: b });
    }
    return found;
  }

  /** Where a badge can stand; null where it can't, and lines must do. */
  #site(plan: Plan, backgrounds: Map<Element, Colour>): { put(host: Element): boolean; background: Colour } | null {
    if (this.#settings.display !== "chips" || !this.#loaded || !this.#mayHaveBadges(plan.block.element)) return null;
    const place = plan.block.map.after(plan.offset);
    const parent = place?.node.parentElement;
    if (!place || !parent) return null;
    const background = backgroundOf(plan.block.element, backgrounds);
    const placement = this.#placement;
    const link = outermostInteractive(parent);
    let behind: Element | null = link;
    if (!link && place.offset === placement.dataOf(place.node).length) {
      // At the end of an <em> or <b> the badge goes behind it, out of its slant and weight.
      let at: Node = place.node;
      while (at.parentElement && at.parentElement !== plan.block.element && isLast(at, placement))
        at = at.parentElement;
      if (at !== place.node) behind = at as Element;
    }
    // A row of boxes would get one box more.
    if (plan.block.boxes) return null;
    return {
      background,
      put: (host) => (behind ? placement.insertAfter(host, behind) : placement.insert(host, place.node, place.offset)),
    };
  }

  #mark(plan: Plan, site: { put(host: Element): boolean; background: Colour } | null): void {
    // The page may have changed while we rested.
    if (!holds(plan.block, this.#placement)) return;
    let host: HTMLElement | null = null;
    if (site) {
      const rtl = readsRightToLeft(plan.block.map.text, plan.offset);
      const look = { id: plan.badge, name: plan.name, background: site.background, quiet: plan.quiet, rtl };
      host = makeBadge(this.#doc, look, this.#styles)?.host ?? null;
      if (host && !site.put(host)) host = null;
    }
    const drawn: Drawn = { plan, host, family: FAMILY[plan.badge], ranges: [] };
    this.#drawn.set(plan.key, drawn);
    if (host) this.#byHost.set(host, drawn);
    for (const stretch of plan.underlined) {
      let list = this.#touching.get(stretch.block);
      if (!list) {
        list = new Set();
        this.#touching.set(stretch.block, list);
      }
      list.add(drawn);
    }
    this.#underline(drawn);
  }

  /** Marks whose lines lie in a block. */
  readonly #touching = new WeakMap<Block, Set<Drawn>>();

  #underline(drawn: Drawn): void {
    this.#highlights.remove(drawn.family, drawn.ranges);
    drawn.ranges = this.#highlights.add(drawn.family, this.#piecesOf(drawn.plan));
  }

  #underlineAgain(block: Block): void {
    for (const drawn of this.#touching.get(block) ?? []) this.#underline(drawn);
  }

  #piecesOf(plan: Plan): Piece[] {
    return plan.underlined
      .filter((stretch) => holds(stretch.block, this.#placement))
      .flatMap(({ block, start, end }) => block.map.pieces(start, end))
      .flatMap((piece) => this.#placement.pieces(piece))
      .flatMap((piece) => afterSpace(piece));
  }

  #undraw(drawn: Drawn): void {
    this.#highlights.remove(drawn.family, drawn.ranges);
    drawn.ranges = [];
    for (const stretch of drawn.plan.underlined) this.#touching.get(stretch.block)?.delete(drawn);
    if (drawn.host) {
      this.#placement.remove(drawn.host);
      this.#byHost.delete(drawn.host);
      drawn.host = null;
      this.#underlineAgain(drawn.plan.block);
    }
    this.#drawn.delete(drawn.plan.key);
  }

  #recolour(): void {
    this.#card.close();
    void this.#exclusively(async () => {
      const stale = [...this.#drawn.values()];
      const pace = new Pace(this.#signal);
      for (let i = 0; i < stale.length; i += BATCH) {
        this.#watch?.quietly(() => {
          for (const drawn of stale.slice(i, i + BATCH)) this.#undraw(drawn);
        });
        if (pace.due()) await pace.rest();
      }
      if (!this.result) return false;
      return this.#draw();
    });
  }

  // ── The reader ────────────────────────────────────────────────────────────────────────────────────────────────────

  #listening: AbortController | null = null;

  /** Listeners stand only while marks do. Events that the page makes up are not the reader's. */
  #listen(): void {
    if (this.#listening) return;
    this.#listening = new AbortController();
    const signal = AbortSignal.any([this.#signal, this.#listening.signal]);
    const view = this.#doc.defaultView as View;
    const badgeOf = (event: Event): Drawn | undefined => {
      for (const target of event.composedPath()) {
        const drawn = this.#byHost.get(target as Element);
        if (drawn) return drawn;
      }
      return undefined;
    };
    const inCard = (event: Event): boolean =>
      this.#card.host !== null && event.composedPath().includes(this.#card.host);
    const on = (type: string, listen: (event: Event) => void): void =>
      view.addEventListener(type, (event) => event.isTrusted && listen(event), { capture: true, signal });

    on("pointerover", (event) => {
      const drawn = badgeOf(event);
      if (!drawn || (event as PointerEvent).pointerType === "touch" || this.#card.pinned) return;
      this.#after(140, () => this.#show(drawn, { pinned: false, focus: false }));
    });
    on("pointerout", (event) => {
      if (badgeOf(event) && !this.#card.pinned) this.#after(260, () => this.#card.close());
    });
    on("click", (event) => {
      const drawn = badgeOf(event);
      if (drawn) {
        // Links and players around the badge are not what was clicked.
        event.preventDefault();
        event.stopPropagation();
        clearTimeout(this.#hover);
        const open = this.#card.model?.id === drawn.plan.attribution.id && this.#card.pinned;
        if (open) this.#card.close();
        else this.#show(drawn, { pinned: true, focus: (event as PointerEvent).detail === 0 });
      } else if (!inCard(event)) this.#card.close();
    });
    for (const type of ["pointerdown", "mousedown", "pointerup", "mouseup", "dblclick", "auxclick"]) {
      on(type, (event) => badgeOf(event) && event.stopPropagation());
    }
    on("keydown", (event) => {
      const { key } = event as KeyboardEvent;
      const drawn = badgeOf(event);
      if (drawn && (key === "Enter" || key === " ")) {
        event.preventDefault();
        event.stopPropagation();
        this.#show(drawn, { pinned: true, focus: true });
      } else if (key === "Escape" && this.#card.model) {
        event.stopPropagation();
        const host = this.#drawnOf(this.#card.model.id)?.host;
        const back = this.#card.focused;
        this.#card.close();
        if (back) host?.focus({ preventScroll: true });
      } else if (inCard(event)) {
        // The page's shortcuts are not meant for what is typed in the card.
        if (key !== "Tab") event.stopPropagation();
      }
    });
    on("focusin", (event) => {
      const drawn = badgeOf(event);
      if (drawn?.host?.matches(":focus-visible") && !this.#card.pinned)
        this.#show(drawn, { pinned: false, focus: false });
    });
    on("focusout", (event) => {
      if (badgeOf(event) && !this.#card.pinned) this.#after(120, () => !this.#card.focused && this.#card.close());
    });
    let asked = false;
    on("pointermove", (event) => {
      // Lines without badges answer to the pointer too. Nothing is asked of the page where badges stand.
      if (asked || this.#byHost.size === this.#drawn.size || (event as PointerEvent).pointerType === "touch") return;
      asked = true;
      const { clientX, clientY } = event as PointerEvent;
      view.requestAnimationFrame(() => {
        asked = false;
        if (this.#signal.aborted || this.#card.pinned) return;
        const drawn = this.#lineAt(clientX, clientY);
        if (drawn && !drawn.host) this.#after(300, () => this.#show(drawn, { pinned: false, focus: false }));
        else if (this.#card.model && !this.#drawnOf(this.#card.model.id)?.host && !this.#pointerInCard)
          this.#after(260, () => this.#card.close());
        else if (!this.#card.model) clearTimeout(this.#hover);
      });
    });
  }

  #pointerInCard = false;

  #after(delay: number, act: () => void): void {
    clearTimeout(this.#hover);
    this.#hover = setTimeout(() => {
      if (!this.#signal.aborted) act();
    }, delay);
  }

  #lineAt(x: number, y: number): Drawn | null {
    const caret = this.#doc.caretPositionFromPoint?.(x, y);
    if (caret?.offsetNode.nodeType !== 3) return null;
    const { node, offset } = this.#placement.original(caret.offsetNode as Text, caret.offset);
    let found: Drawn | null = null;
    for (const drawn of this.#drawn.values()) {
      if (drawn.host) continue;
      for (const { block, start, end } of drawn.plan.underlined) {
        const at = block.map.offsetOf(node, offset);
        // The innermost is drawn last.
        if (at >= start && at <= end) found = drawn;
      }
    }
    return found;
  }

  #drawnOf(id: string): Drawn | undefined {
    for (const drawn of this.#drawn.values()) if (drawn.plan.attribution.id === id) return drawn;
    return undefined;
  }

  #makeCard(): Card {
    return new Card(this.#doc, {
      go: (id) => this.reveal(id),
      closed: () => {
        clearTimeout(this.#hover);
        this.#pointerInCard = false;
        this.#card.pinned = false;
        this.#highlights.remove("open", this.#open);
        this.#open = [];
        this.#opener?.setAttribute("aria-expanded", "false");
        this.#opener = null;
      },
      pointerInside: (inside) => {
        this.#pointerInCard = inside;
        if (inside) clearTimeout(this.#hover);
        else if (!this.#card.pinned) this.#after(260, () => this.#card.close());
      },
    });
  }

  #show(drawn: Drawn, options: { pinned: boolean; focus: boolean }): void {
    const { attribution } = drawn.plan;
    clearTimeout(this.#hover);
    if (this.#card.model?.id === attribution.id && this.#card.pinned === options.pinned && !options.focus) return;
    if (this.#card.model) this.#card.close();
    this.#shown = attribution.id;
    this.#opener = drawn.host;
    this.#opener?.setAttribute("aria-expanded", "true");
    const spans = [...attribution.source, ...attribution.cue, ...attribution.content];
    const pieces = spans
      .flatMap((span) => this.#stretches(span))
      .filter((stretch) => holds(stretch.block, this.#placement))
      .flatMap(({ block, start, end }) => block.map.pieces(start, end))
      .flatMap((piece) => this.#placement.pieces(piece));
    this.#open = this.#highlights.add("open", pieces);
    this.#card.open(
      this.#model(attribution, drawn.plan.badge),
      backgroundOf(drawn.plan.block.element),
      () => this.#rectangle(drawn),
      options,
    );
    const host = this.#card.host;
    if (host) this.#placement.ownCard(host);
  }

  #rectangle(drawn: Drawn): DOMRect | null {
    if (drawn.host) return drawn.host.isConnected ? drawn.host.getBoundingClientRect() : null;
    const piece = this.#piecesOf(drawn.plan)[0];
    if (!piece?.node.isConnected) return null;
    const range = this.#doc.createRange();
    range.setStart(piece.node, piece.start);
    range.setEnd(piece.node, piece.end);
    return range.getClientRects()[0] ?? range.getBoundingClientRect();
  }

  #closeIfLost(): void {
    if (this.#card.model && !this.#drawnOf(this.#card.model.id)) this.#card.close();
  }

  /** Scrolls to an attribution and shows its card, also where its badge is switched off. */
  reveal(id: string): void {
    const attribution = this.result?.attributions.find((candidate) => candidate.id === id);
    if (!attribution) return;
    let drawn = this.#drawnOf(id);
    if (!drawn) {
      const at = this.#badgePlace(attribution);
      const place = this.#stretches({ start: Math.max(0, at - 1), end: at })[0];
      if (!place || attribution.badge === "none") return;
      const spans = [...attribution.cue, ...attribution.source, ...attribution.content];
      const underlined = spans.flatMap((span) => this.#stretches(span));
      const plan: Plan = {
        attribution,
        badge: attribution.badge,
        key: "",
        underlined,
        block: place.block,
        offset: place.end,
        name: "",
        quiet: false,
      };
      drawn = { plan, host: null, family: FAMILY[attribution.badge], ranges: [] };
    }
    (drawn.host ?? drawn.plan.block.element).scrollIntoView({ block: "center", inline: "nearest" });
    this.#show(drawn, { pinned: true, focus: true });
  }

  step(by: 1 | -1): void {
    const drawn = [...this.#drawn.values()].sort(
      (a, b) => this.#badgePlace(a.plan.attribution) - this.#badgePlace(b.plan.attribution),
    );
    if (drawn.length === 0) return;
    const at = drawn.findIndex((candidate) => candidate.plan.attribution.id === this.#shown);
    const next = at < 0 ? (by > 0 ? 0 : drawn.length - 1) : (at + by + drawn.length) % drawn.length;
    this.reveal((drawn[next] as Drawn).plan.attribution.id);
  }

  // ── What the card says ────────────────────────────────────────────────────────────────────────────────────────────

  #model(attribution: Attribution, badge: BadgeId): CardModel {
    const result = this.result as Result;
    const sources = new Map(result.sources.map((source) => [source.id, source]));
    const all = new Map(result.attributions.map((candidate) => [candidate.id, candidate]));
    const quote = (id: string): Quote[] => {
      const other = all.get(id);
      if (!other) return [];
      const spans =
        other.content.length > 0 ? other.content : [...other.source, ...other.cue].sort((a, b) => a.start - b.start);
      return [
        {
          id,
          who: nameOf(other, sources, this.text),
          words: shorten(spans.map((span) => this.#slice(span)).join(" … ")),
        },
      ];
    };
    const source = attribution.who === null ? undefined : sources.get(attribution.who);
    const siblings = (source?.attributions ?? [attribution.id]).filter((id) => {
      const other = all.get(id);
      return other !== undefined && (id === attribution.id || wanted(other, this.#settings));
    });
    const index = Math.max(0, siblings.indexOf(attribution.id));
    const dispute = result.disputes.find((candidate) => candidate.denials.includes(attribution.id));
    const denies: Quote | null =
      (attribution.denies ? quote(attribution.denies)[0] : undefined) ??
      (dispute?.claim ? quote(dispute.claim)[0] : undefined) ??
      (dispute?.sentence ? { id: null, who: "The article", words: shorten(this.#slice(dispute.sentence)) } : null);
    const deniedBy = result.disputes
      .filter((candidate) => candidate.claim === attribution.id)
      .flatMap((candidate) => candidate.denials)
      .filter((id) => id !== attribution.id);
    const model: CardModel = {
      id: attribution.id,
      badge,
      who: nameOf(attribution, sources, this.text),
      description: source?.description ?? "",
      via: attribution.via ? (quote(attribution.via)[0] ?? null) : null,
      denies,
      deniedBy: deniedBy.flatMap(quote),
      terms: [source?.terms, source?.reason].flatMap((span) => (span ? [this.#slice(span)] : [])).join(" "),
      because: attribution.because.map((evidence) => ({
        words: shorten(this.#slice(evidence)),
        rule: evidence.rule,
        why: result.rules[evidence.rule] ?? evidence.rule,
      })),
      place: {
        index,
        count: siblings.length,
        previous: siblings[index - 1] ?? null,
        next: siblings[index + 1] ?? null,
      },
      report: "",
    };
    model.report = reportOf(attribution, model, this.#top.location.href, (span) => this.#slice(span));
    return model;
  }

  #slice({ start, end }: Span): string {
    return this.text.slice(start, end).replace(/\n/g, " ");
  }
}

// ── Small things ────────────────────────────────────────────────────────────────────────────────────────────────────

function nameOf(attribution: Attribution, sources: ReadonlyMap<string, Source>, text: string): string {
  const source = attribution.who === null ? undefined : sources.get(attribution.who);
  if (source) return source.name;
  const words = attribution.source.map((span) => text.slice(span.start, span.end)).join(" ");
  return words || "No source given";
}

const LONGEST = 160;

function shorten(words: string): string {
  // The quotation marks are drawn around it.
  const plain = words
    .replace(/\s+/g, " ")
    .trim()
    .replace(/^["“„«]+|["”»,]+$/g, "");
  if (plain.length <= LONGEST) return plain;
  return `${plain.slice(0, Math.max(60, plain.lastIndexOf(" ", LONGEST))).replace(/[\s,;:–—-]+$/, "")} …`;
}

/** Of the words before a place, whatever the paragraph's own direction is. */
function readsRightToLeft(text: string, offset: number): boolean {
  for (let i = offset - 1; i >= 0; i--) {
    if (/[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/.test(text[i] as string)) return true;
    if (/\p{L}/u.test(text[i] as string)) return false;
  }
  return false;
}

/** The space behind a badge would be underlined up to the badge. */
function afterSpace(piece: Piece): Piece[] {
  const spaces = /^\s*/.exec(piece.node.data.slice(piece.start, piece.end))?.[0].length ?? 0;
  return piece.start + spaces < piece.end ? [{ ...piece, start: piece.start + spaces }] : [];
}

const uids = new WeakMap<Block, number>();
let lastUid = 0;

function uidOf(block: Block): number {
  let uid = uids.get(block);
  if (uid === undefined) {
    uid = ++lastUid;
    uids.set(block, uid);
  }
  return uid;
}

function sameBlock(a: Block, b: Block): boolean {
  if (a.map.text !== b.map.text || a.map.runs.length !== b.map.runs.length) return false;
  return a.map.runs.every((run, i) => {
    const other = b.map.runs[i];
    return run.node === other?.node && run.at === other.at && run.data === other.data;
  });
}

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

function treesOf(blocks: readonly Block[]): Set<Document | ShadowRoot> {
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

/** Does nothing that is seen follow in the node's parent? */
function isLast(node: Node, placement: Placement): boolean {
  for (let next = node.nextSibling; next; next = next.nextSibling) {
    if (placement.ours(next) || next.nodeType === 8) continue;
    if (next.nodeType === 3 && (next as Text).data.trim() === "") continue;
    return false;
  }
  return true;
}

/** The page's document, then those of its frames that it may read itself. */
function documents(top: Document): Document[] {
  const found = [top];
  for (const frame of Array.from(top.querySelectorAll("iframe")).slice(0, 20)) {
    try {
      const inner = frame.contentDocument;
      if (inner?.defaultView && inner.body) found.push(inner);
    } catch {
      // Another site's.
    }
  }
  return found;
}
