// What the parts of the extension say to each other: the engine's result, the reader's settings, and every message,
// typed by direction. Nothing here runs in the page's own world, and no message carries anything to a network.

// ── The engine's result ─────────────────────────────────────────────────────────────────────────────────────────────

/** Half-open, in UTF-16 code units of the article's text (see `articleText`). */
export interface Span {
  start: number;
  end: number;
}

export type Kind =
  | "person"
  | "organisation"
  | "anonymous"
  | "group"
  | "media"
  | "document"
  | "social"
  | "unattributed"
  | "author";

export type Stance = "states" | "denies" | "confirms" | "declines" | "alleges" | "believes" | "intends" | "decides";

/** In the order of the taxonomy's table, `none` left out: what the page can show. */
export const BADGES = [
  "no-comment",
  "official-denial",
  "denial",
  "anonymous-source",
  "unnamed-official",
  "unnamed-source",
  "state-media",
  "media-report",
  "unattributed",
  "unspecified-group",
  "allegation",
  "official-confirmation",
  "confirmation",
  "document",
  "social-post",
  "official-statement",
  "organisation",
  "named-source",
] as const;

export type BadgeId = (typeof BADGES)[number];

/** The words that a reader sees. */
export const BADGE_LABELS: Record<BadgeId, string> = {
  "no-comment": "No comment",
  "official-denial": "Official denial",
  denial: "Denial",
  "anonymous-source": "Anonymous source",
  "unnamed-official": "Unnamed official",
  "unnamed-source": "Unnamed source",
  "state-media": "State media",
  "media-report": "Media report",
  unattributed: "Unattributed",
  "unspecified-group": "Unspecified group",
  allegation: "Allegation",
  "official-confirmation": "Official confirmation",
  confirmation: "Confirmation",
  document: "Document",
  "social-post": "Social post",
  "official-statement": "Official statement",
  organisation: "Organisation",
  "named-source": "Named source",
};

export interface Evidence extends Span {
  rule: string;
}

export interface Attribution {
  id: string;
  source: Span[];
  cue: Span[];
  content: Span[];
  quotation: "direct" | "mixed" | "indirect";
  kind: Kind;
  anonymity: "shielded" | "unnamed" | null;
  official: boolean;
  stance: Stance;
  badge: BadgeId | "none";
  who: string | null;
  via: string | null;
  within: string | null;
  denies: string | null;
  confidence: number;
  /** Too unsure to be shown by default. */
  doubtful: boolean;
  because: Evidence[];
}

export interface Source {
  id: string;
  name: string;
  description: string | null;
  kind: Kind;
  anonymity: "shielded" | "unnamed" | null;
  official: boolean;
  /** On what terms an unnamed source spoke, and why, where the article says so. */
  terms: Span | null;
  reason: Span | null;
  attributions: string[];
}

export interface Dispute {
  claim: string | null;
  sentence: Span | null;
  denials: string[];
}

export interface Result {
  version: 1;
  id: string;
  attributions: Attribution[];
  sources: Source[];
  disputes: Dispute[];
  summary: {
    words: number;
    attributedWords: number;
    attributions: number;
    sources: number;
    badges: Partial<Record<BadgeId | "none", number>>;
  };
  /** What each rule that `because` names says of itself, a line for a reader. */
  rules: Record<string, string>;
}

/** What goes to the engine. No block and no headline holds a line break. */
export interface Article {
  headline?: string;
  blocks: string[];
}

/** The text that a result's spans point into: the headline, if any, and the blocks, joined by one line break each. */
export function articleText(article: Article): string {
  return (article.headline ? [article.headline, ...article.blocks] : article.blocks).join("\n");
}

// ── Settings ────────────────────────────────────────────────────────────────────────────────────────────────────────

export type Display = "chips" | "underlines" | "off";

/** Kept in `chrome.storage.local`, a key a setting: see `toStore`. */
export interface Settings {
  display: Display;
  /** Badges that the reader has switched off; one that is not named here is on. */
  badges: Partial<Record<BadgeId, boolean>>;
  /** Show attributions of stance `believes` and `intends` too. */
  showAttitudes: boolean;
  /** Show what the engine is unsure of too. */
  showDoubtful: boolean;
  /** Match patterns of the pages that are annotated without a click: those for which host access is granted. */
  automatic: string[];
  /** Hosts that the reader excepted from them. */
  never: string[];
}

export const DEFAULT_SETTINGS: Settings = {
  display: "chips",
  badges: {},
  showAttitudes: false,
  showDoubtful: false,
  automatic: [],
  never: [],
};

/**
 * To be stored. As text: where a page of ours closes before the storage is done, as the popup may at once, Firefox loses a
 * list or an object that the page was about to store ("can't access dead object"), and a text it keeps.
 */
export function toStore(change: Partial<Settings>): Record<string, string> {
  return Object.fromEntries(Object.entries(change).map(([name, value]) => [name, JSON.stringify(value)]));
}

/** Stored settings are the reader's disk, not ours: take what has the right shape and the default for the rest. */
export function settingsFrom(stored: unknown): Settings {
  const given = Object.fromEntries(Object.entries(stored ?? {}).map(([name, value]) => [name, parsed(value)]));
  const badges: Settings["badges"] = {};
  if (typeof given.badges === "object" && given.badges !== null) {
    for (const id of BADGES) {
      const on = (given.badges as Record<string, unknown>)[id];
      if (typeof on === "boolean") badges[id] = on;
    }
  }
  const display = given.display;
  return {
    display: display === "chips" || display === "underlines" || display === "off" ? display : DEFAULT_SETTINGS.display,
    badges,
    showAttitudes: given.showAttitudes === true,
    showDoubtful: given.showDoubtful === true,
    automatic: strings(given.automatic),
    never: strings(given.never),
  };
}

function parsed(stored: unknown): unknown {
  try {
    return JSON.parse(stored as string);
  } catch {
    return undefined;
  }
}

function strings(given: unknown): string[] {
  return Array.isArray(given) ? given.filter((one) => typeof one === "string") : [];
}

/** Does a match pattern hold every site's pages? */
export function isEverywhere(pattern: string): boolean {
  return pattern === "<all_urls>" || /^[^/]*:\/\/\*\//.test(pattern);
}

/** Does the reader want pages at this address annotated without a click? */
export function isAutomatic({ automatic, never }: Settings, { protocol, hostname }: URL | Location): boolean {
  const granted = automatic.some((pattern) => {
    if (pattern === "<all_urls>") return true;
    const [, scheme, host = ""] = /^([^:]+):\/\/([^/]+)\//.exec(pattern) ?? [];
    if (scheme !== "*" && `${scheme}:` !== protocol) return false;
    return host === "*" || host === hostname || (host.startsWith("*.") && `.${hostname}`.endsWith(host.slice(1)));
  });
  return granted && !never.includes(hostname);
}

/** Does the reader want to see this attribution's badge? */
export function wanted(attribution: Attribution, settings: Settings): boolean {
  if (attribution.badge === "none" || settings.badges[attribution.badge] === false) return false;
  if (attribution.doubtful && !settings.showDoubtful) return false;
  return settings.showAttitudes || (attribution.stance !== "believes" && attribution.stance !== "intends");
}

// ── The page's state, as the popup shows it ─────────────────────────────────────────────────────────────────────────

export type Status = "off" | "reading" | "on" | "no-article" | "error";

export interface Failure {
  /** The engine's own name of the error (`too_large`, `empty` …), or `unreachable`, `page`. */
  code: string;
  message: string;
}

export interface PageState {
  status: Status;
  /** Present when `on`. `text` is what the result's spans point into. */
  result?: Result;
  text?: string;
  error?: Failure;
  display: Display;
  blockCount: number;
  /** Ids of attributions that are drawn in the page now. */
  marked: string[];
  /** Ids of attributions with a badge that are not drawn: switched off by the reader, or without a place in the page. */
  hidden: string[];
}

// ── Messages ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** content → background, by `runtime.sendMessage`; the answer is an `Answer`. */
export interface AnnotateMessage {
  to: "background";
  type: "annotate";
  article: Article;
}

export type Answer = { ok: true; result: Result } | { ok: false; error: Failure };

/**
 * content → background, by `runtime.sendMessage`: this page is to be put back when the extension goes. Answered, with
 * nothing to read, as soon as it will be.
 */
export interface StandByMessage {
  to: "background";
  type: "stand-by";
}

/**
 * popup or background → content, by `tabs.sendMessage` to frame 0. Every one is answered with the `PageState` after it.
 * `on` waits for the annotation. `step` shows the next (1) or previous (-1) attribution from the one last shown.
 */
export type ContentMessage =
  | { to: "content"; type: "state" }
  | { to: "content"; type: "on" }
  | { to: "content"; type: "off" }
  | { to: "content"; type: "reveal"; id: string }
  | { to: "content"; type: "step"; by: 1 | -1 };

/**
 * content → popup (and the background, which may show the count on its button), by `runtime.sendMessage`; no answer.
 * It is small on purpose: who wants the whole state asks for it with `state`.
 */
export interface StateChangedMessage {
  to: "popup";
  type: "state-changed";
  status: Status;
  marked: number;
}
