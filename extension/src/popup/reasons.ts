// Why a page can't be annotated, in words for the reader. Browsers word their refusals differently and hide the address
// of pages that they keep for themselves, so what is known of the page comes first, then the refusal's own words.

import type { Failure } from "../protocol";

export interface Message {
  title: string;
  text: string;
  retry?: () => void;
}

interface Page {
  url?: string | undefined;
}

const STORES = ["chromewebstore.google.com", "chrome.google.com", "addons.mozilla.org", "microsoftedge.microsoft.com"];

const KEPT: Message = {
  title: "This page is closed to extensions",
  text: "Browsers let no extension read their own pages, their add-on stores or their viewers. Open a news article and try there.",
};

export const PDF: Message = {
  title: "This is a PDF",
  text: "Hearsay reads web pages, and no text in the browser's PDF viewer.",
};

/** `why` is what went wrong: a failure that the page or the engine reported, or what injecting the script threw. */
export function reasonFor(page: Page | undefined, why: Failure | unknown): Message {
  if (isFailure(why)) return reasonForFailure(why);
  const said = why instanceof Error ? why.message : String(why);
  const url = parse(page?.url);
  if (url?.protocol === "file:" || /file:\/\//.test(said))
    return {
      title: "Files need your permission",
      text: "To read pages from your own disk, allow access to file addresses for Hearsay on the browser's extensions page.",
    };
  if (url?.pathname.endsWith(".pdf")) return PDF;
  if (url !== null && STORES.includes(url.hostname)) return KEPT;
  // A page of the web that no script may enter: mostly the browser's own page in its place, "can't connect".
  if (url?.protocol === "https:" || url?.protocol === "http:" || /error page/.test(said))
    return {
      title: "The page did not load",
      text: "Or the browser keeps extensions out of it. Reload the page, then open Hearsay again.",
    };
  // Chromium gives neither address nor access, for an empty tab and at times for a page that did not load.
  if (/contents of the page/.test(said))
    return {
      title: "This page can't be read",
      text: "It is empty, it did not load, or the browser keeps extensions out of it. Open a news article and try there.",
    };
  return KEPT;
}

function reasonForFailure({ code, message }: Failure): Message {
  switch (code) {
    case "too_large":
      return {
        title: "Too long to read",
        text: "This article holds more than 4 MB of text, over the annotator's limit.",
      };
    case "empty":
      return { title: "No article here", text: "The page holds no words that Hearsay could read." };
    case "unreachable":
      return { title: "Hearsay was updated", text: "Reload the page, then open Hearsay again." };
    case "engine":
      return { title: "The annotator did not start", text: message };
    default:
      return { title: "This page could not be read", text: message };
  }
}

function isFailure(why: unknown): why is Failure {
  return typeof why === "object" && why !== null && "code" in why && typeof why.code === "string" && "message" in why;
}

function parse(url: string | undefined): URL | null {
  try {
    return new URL(url ?? "");
  } catch {
    return null;
  }
}
