// The boundary: what may come in, from whom, and in what shape. Who may ask is decided by `sender`, which the browser
// fills in, and never by what a message says of itself.

import type { Article, Failure, Status } from "../protocol";

/** The engine's own limit in bytes of UTF-8, of which a UTF-16 code unit takes at least one: refused before copying. */
export const MAX_ARTICLE_UNITS = 4 << 20;

export type Read =
  | { type: "annotate"; article: Article }
  | { type: "stand-by"; tab: number }
  | { type: "state-changed"; tab: number; status: Status; marked: number }
  | { type: "refused"; error: Failure }
  | { type: "not-ours" };

type Sender = Pick<chrome.runtime.MessageSender, "id" | "tab" | "url" | "origin" | "documentLifecycle">;

export function readMessage(message: unknown, sender: Sender): Read {
  if (!isRecord(message) || !fromOwnContentScript(sender)) return { type: "not-ours" };
  if (message.to === "background" && message.type === "annotate") {
    const article = readArticle(message.article);
    return "code" in article ? { type: "refused", error: article } : { type: "annotate", article };
  }
  const tab = sender.tab?.id;
  if (tab === undefined) return { type: "not-ours" };
  if (message.to === "background" && message.type === "stand-by") return { type: "stand-by", tab };
  if (message.to === "popup" && message.type === "state-changed") {
    const { status, marked } = message;
    if (!isStatus(status) || !isCount(marked)) return { type: "not-ours" };
    return { type: "state-changed", tab, status, marked };
  }
  return { type: "not-ours" };
}

/** A script of ours, in a page that the reader opened in a tab, and not one of our own pages opened in a tab. */
function fromOwnContentScript(sender: Sender): boolean {
  const own = chrome.runtime.getURL("");
  if (sender.documentLifecycle === "prerender") return false;
  return sender.id === chrome.runtime.id && sender.tab?.id !== undefined && !(sender.url ?? "").startsWith(own);
}

function readArticle(article: unknown): Article | Failure {
  const wrong: Failure = { code: "wrong_shape", message: "The page sent something that is not an article." };
  if (!isRecord(article)) return wrong;
  const { headline, blocks } = article;
  if (headline !== undefined && typeof headline !== "string") return wrong;
  if (!Array.isArray(blocks) || !blocks.every((block): block is string => typeof block === "string")) return wrong;
  const length = blocks.reduce((sum, block) => sum + block.length + 1, headline?.length ?? 0);
  if (length > MAX_ARTICLE_UNITS)
    return { code: "too_large", message: "This article is over the annotator's limit of 4 MB of text." };
  return headline === undefined ? { blocks } : { headline, blocks };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0;
}

function isStatus(value: unknown): value is Status {
  return ["off", "reading", "on", "no-article", "error"].includes(value as string);
}
