// From on to off: reads the article, asks the engine, and keeps the marks in step with both the page and the reader.
import { type Answer, type Article, articleText, type Failure, type Settings, type Status } from "../protocol";
import { Annotation } from "./annotation";
import { cardModel } from "./card-model";
import { type Found, findArticle } from "./find-article";
import { mayBeArticle } from "./gate";
import { keepIds } from "./keep-ids";
import { Watch } from "./live";
import { type Mark, Marks, treesOf } from "./marks";
import { Pace, Stopped } from "./pace";
import { Placement } from "./placement";
import { type Presence, standBy } from "./presence";
import { type Block, readBlocks } from "./read-blocks";
import { Reader } from "./reader";
import { sweep } from "./sweep";

export type Annotate = (article: Article) => Promise<Answer>;

/** Milliseconds after which a page that goes on loading counts as loaded. */
const LONGEST_LOAD = 4000;

/** What belongs to the document that holds the article: the page's own, or a frame's. */
interface Scene {
  doc: Document;
  marks: Marks;
  reader: Reader;
  /** Ends the scene's listeners. */
  over: AbortController;
}

export class Session {
  readonly #abort = new AbortController();
  readonly #placement = new Placement();
  #watch: Watch | null = null;
  #scene: Scene;
  #annotation: Annotation | null = null;
  #presence: Presence | null = null;
  #working: Promise<boolean> | null = null;
  /**
   * Frameworks take over what the server rendered before the page is loaded, and start again where a text node is not
   * what they rendered. Until then there are lines, which change nothing.
   */
  #loaded: boolean;

  constructor(
    private readonly top: Document,
    private readonly annotate: Annotate,
    private settings: Settings,
    private readonly tell: (status: Status, failure?: Failure) => void,
  ) {
    this.#loaded = top.readyState === "complete";
    this.#scene = this.#sceneIn(top);
  }

  get #signal(): AbortSignal {
    return this.#abort.signal;
  }

  get annotation(): Annotation | null {
    return this.#annotation;
  }

  marked(): string[] {
    return this.#scene.marks.ids();
  }

  /** Attributions with a badge that are not drawn. */
  hidden(): string[] {
    const marked = new Set(this.marked());
    return (this.#annotation?.result.attributions ?? [])
      .filter(({ id, badge }) => badge !== "none" && !marked.has(id))
      .map(({ id }) => id);
  }

  reveal(id: string): void {
    this.#scene.reader.reveal(id);
  }

  step(by: 1 | -1): void {
    this.#scene.reader.step(by);
  }

  async start(): Promise<void> {
    if (this.#signal.aborted) return;
    const view = this.top.defaultView as Window & typeof globalThis;
    sweep(this.top);
    if (!this.#loaded) {
      view.addEventListener("load", () => setTimeout(() => this.#onLoad(), 100), { once: true, signal: this.#signal });
      setTimeout(() => this.#onLoad(), LONGEST_LOAD);
    }
    const moved = (event: PageTransitionEvent): void => {
      if (!event.isTrusted || !event.persisted) return;
      if (event.type === "pageshow") void this.#drawAgain();
      else if (this.#presence) this.#takeOut();
    };
    view.addEventListener("pagehide", moved, { signal: this.#signal });
    view.addEventListener("pageshow", moved, { signal: this.#signal });
    this.tell("reading");
    this.#watch = new Watch(this.top, this.#placement, this.#signal, {
      settled: () => this.#exclusively(() => this.#refresh()),
      recoloured: () => void this.#exclusively(() => this.#recolour()),
    });
    await this.#exclusively(() => this.#refresh());
  }

  /** Puts the document back. A long article takes several slices; until the last one the text is still healed. */
  async end(): Promise<void> {
    this.#abort.abort(new Stopped());
    this.#scene.reader.close();
    await this.#scene.marks.end(new Pace(new AbortController().signal));
    this.#standBy(false);
    this.#watch?.end();
  }

  async apply(settings: Settings): Promise<void> {
    this.settings = settings;
    if (this.#annotation) await this.#exclusively(() => this.#draw());
  }

  /** One at a time: two at once would each draw what the other has drawn. */
  async #exclusively(work: () => Promise<boolean>): Promise<boolean> {
    while (this.#working) await this.#working;
    if (this.#signal.aborted) return false;
    this.#working = work().catch((error: unknown) => {
      if (!(error instanceof Stopped) && !this.#signal.aborted)
        this.tell("error", { code: "page", message: error instanceof Error ? error.message : String(error) });
      return false;
    });
    try {
      return await this.#working;
    } finally {
      this.#working = null;
    }
  }

  /** Reads the page anew and brings the marks in step. Returns whether anything had changed. */
  async #refresh(): Promise<boolean> {
    const found = await this.#find(new Pace(this.#signal));
    if (!found) {
      this.#forget();
      this.#watch?.waitForArticle();
      this.tell("no-article");
      return false;
    }
    const { doc, article } = found;
    if (doc !== this.#scene.doc) this.#moveTo(doc);
    const before = this.#annotation;
    const blocks = reuse(
      before?.blocks ?? [],
      article.headline ? [article.headline, ...article.blocks] : article.blocks,
    );
    this.#watch?.watch(
      article.root,
      treesOf(blocks),
      blocks.map((block) => block.element),
    );
    const same = blocks.length === before?.blocks.length && blocks.every((block, i) => block === before.blocks[i]);
    if (same && !this.#scene.marks.lost) return false;

    // All of it, whatever has changed: who "he" is and which report is denied stands elsewhere in the article. Annotated with
    // only the paragraphs around it, two statements in five came out otherwise, most of them with another name. A change
    // costs the background some 3 ms a thousand words, and here only what differs is drawn.
    const message: Article = { blocks: article.blocks.map((block) => block.map.text) };
    if (article.headline) message.headline = article.headline.map.text;
    const text = articleText(message);
    let result = text === before?.text ? before.result : null;
    if (!result) {
      const answer = await this.annotate(message);
      if (this.#signal.aborted) throw new Stopped();
      if (!answer.ok) {
        this.#forget();
        this.tell(answer.error.code === "empty" ? "no-article" : "error", answer.error);
        return true;
      }
      result = answer.result;
    }
    let annotation = new Annotation(result, text, blocks);
    if (before && result !== before.result)
      annotation = new Annotation(await keepIds(before, annotation, new Pace(this.#signal)), text, blocks);
    this.#annotation = annotation;
    await this.#draw();
    this.tell("on");
    return true;
  }

  async #find(pace: Pace): Promise<{ doc: Document; article: Found } | null> {
    for (const doc of documents(this.top)) {
      if (pace.due()) await pace.rest();
      if (!doc.body || (doc !== this.top && !mayBeArticle(doc))) continue;
      const blocks = await readBlocks(doc.body, pace, this.#placement);
      const article = await findArticle(doc, blocks, pace);
      if (article) return { doc, article };
    }
    return null;
  }

  async #draw(): Promise<boolean> {
    if (!this.#annotation) return false;
    this.#standBy(this.#loaded && this.settings.display !== "off");
    const presence = this.#presence;
    await presence?.ready;
    if (this.#signal.aborted) throw new Stopped();
    // The reader may have left the page meanwhile.
    if (!this.#annotation || this.#presence !== presence) return false;
    const { marks, reader } = this.#scene;
    await marks.draw(this.#annotation, this.settings, this.#loaded, new Pace(this.#signal));
    reader.follow();
    reader.listen();
    return true;
  }

  async #recolour(): Promise<boolean> {
    const pace = new Pace(this.#signal);
    if (!(await this.#scene.marks.recoloured(pace))) return false;
    this.#scene.reader.close();
    await this.#scene.marks.clear(pace);
    return this.#draw();
  }

  #onLoad(): void {
    if (this.#loaded || this.#signal.aborted) return;
    this.#loaded = true;
    void this.#drawAgain();
  }

  async #drawAgain(): Promise<void> {
    if (await this.#exclusively(() => this.#draw())) this.tell("on");
  }

  /** Puts up the sign that presence.ts tells of, where there are marks, or takes it away. */
  #standBy(needed: boolean): void {
    if (needed === (this.#presence !== null)) return;
    this.#watch?.quietly(() => {
      this.#presence?.sign.remove();
      this.#presence = needed ? standBy(this.top) : null;
      if (this.#presence) this.#placement.ownApart(this.#presence.sign);
    });
  }

  /**
   * All marks, at once. So too when the reader leaves the page and Firefox keeps it to come back to: the extension may go
   * meanwhile, and of pages that it keeps Firefox takes no style sheets back.
   */
  #takeOut(): void {
    this.#scene.reader.close();
    this.#scene.marks.forget();
    this.#standBy(false);
  }

  #forget(): void {
    this.#takeOut();
    this.#annotation = null;
  }

  #sceneIn(doc: Document): Scene {
    const over = new AbortController();
    const quietly = (change: () => void): void => (this.#watch ? this.#watch.quietly(change) : change());
    const marks = new Marks(doc, this.#placement, quietly);
    const context = {
      annotation: () => this.#annotation,
      model: ({ plan: { attribution, badge } }: Mark) =>
        cardModel(this.#annotation as Annotation, attribution, badge, this.settings, this.top.location.href),
    };
    const reader = new Reader(doc, marks, this.#placement, context, AbortSignal.any([this.#signal, over.signal]));
    return { doc, marks, reader, over };
  }

  #moveTo(doc: Document): void {
    this.#forget();
    this.#scene.over.abort();
    this.#scene = this.#sceneIn(doc);
  }
}

/** Blocks that are as they were stay the same objects, so that their marks can stay. */
function reuse(before: readonly Block[], now: readonly Block[]): Block[] {
  const known = new Map<Element, Block[]>();
  for (const block of before) {
    const list = known.get(block.element);
    if (list) list.push(block);
    else known.set(block.element, [block]);
  }
  return now.map((block) => {
    const candidates = known.get(block.element) ?? [];
    const i = candidates.findIndex((candidate) => sameBlock(candidate, block));
    return i < 0 ? block : (candidates.splice(i, 1)[0] as Block);
  });
}

function sameBlock(a: Block, b: Block): boolean {
  if (a.map.text !== b.map.text || a.map.runs.length !== b.map.runs.length) return false;
  return a.map.runs.every((run, i) => {
    const other = b.map.runs[i];
    return run.node === other?.node && run.at === other.at && run.data === other.data;
  });
}

/** The page's document, then those of its frames that it may read itself. To look into one has the browser set it up for us. */
function* documents(top: Document): Generator<Document> {
  yield top;
  for (const frame of Array.from(top.querySelectorAll("iframe")).slice(0, 20)) {
    try {
      const inner = frame.contentDocument;
      if (inner?.defaultView && inner.body) yield inner;
    } catch {
      // Another site's.
    }
  }
}
