// The page as the rest of the extension sees it: on or off, its state, and what can be asked of it.
import {
  type ContentMessage,
  DEFAULT_SETTINGS,
  type Failure,
  type PageState,
  type Settings,
  type Status,
} from "../protocol";
import { type Annotate, Session } from "./session";

export class Page {
  settings: Settings = DEFAULT_SETTINGS;

  /** Off is what the reader has said, and nothing else is. */
  #status: Status = "no-article";
  #failure: Failure | undefined;
  #session: Session | null = null;
  #starting: Promise<void> | null = null;
  #ending: Promise<void> = Promise.resolve();

  constructor(
    private readonly top: Document,
    private readonly annotate: Annotate,
    private readonly changed: (state: PageState) => void,
  ) {}

  state(): PageState {
    const session = this.#session;
    const state: PageState = {
      status: this.#status,
      display: this.settings.display,
      blockCount: session?.annotation?.blocks.length ?? 0,
      marked: session?.marked() ?? [],
      hidden: session?.hidden() ?? [],
    };
    if (this.#status === "on" && session?.annotation) {
      state.result = session.annotation.result;
      state.text = session.annotation.text;
    }
    if (this.#failure) state.error = this.#failure;
    return state;
  }

  /** Neither on, nor switched off by the reader. */
  get idle(): boolean {
    return this.#session === null && this.#status !== "off";
  }

  on(): Promise<void> {
    if (this.#starting) return this.#starting;
    if (this.#session && this.#status === "on") return Promise.resolve();
    this.#end();
    const session = new Session(this.top, this.annotate, this.settings, (status, failure) => {
      if (this.#session !== session) return;
      this.#status = status;
      this.#failure = failure;
      this.changed(this.state());
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
    if (changed) this.changed(this.state());
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
    if (this.#session) this.changed(this.state());
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
      case "state":
        break;
    }
    return this.state();
  }
}
