// Colours that keep to the page's own: computed from the background that the text really stands on, with the contrast
// that small text needs (WCAG 2.2, 1.4.3: 4.5 to 1), whatever the page's colours are.
import type { BadgeId } from "../protocol";

export type Family =
  | "denial"
  | "declined"
  | "unnamed"
  | "media"
  | "loose"
  | "allegation"
  | "confirmation"
  | "record"
  | "named";

export const FAMILY: Record<BadgeId, Family> = {
  "no-comment": "declined",
  "official-denial": "denial",
  denial: "denial",
  "anonymous-source": "unnamed",
  "unnamed-official": "unnamed",
  "unnamed-source": "unnamed",
  "state-media": "media",
  "media-report": "media",
  unattributed: "loose",
  "unspecified-group": "loose",
  allegation: "allegation",
  "official-confirmation": "confirmation",
  confirmation: "confirmation",
  document: "record",
  "social-post": "record",
  "official-statement": "named",
  organisation: "named",
  "named-source": "named",
};

export const FAMILIES: readonly Family[] = [...new Set(Object.values(FAMILY))];

/** A small sign before the label and a line of its own kind under the words: never by colour alone. */
export const GLYPHS: Record<Family, string> = {
  denial: "≠",
  declined: "–",
  unnamed: "○",
  media: "¶",
  loose: "~",
  allegation: "›",
  confirmation: "✓",
  record: "§",
  named: "●",
};

export const LINES: Record<Family, "solid" | "dashed" | "dotted" | "double"> = {
  denial: "dashed",
  declined: "dashed",
  unnamed: "dotted",
  media: "solid",
  loose: "dotted",
  allegation: "dashed",
  confirmation: "solid",
  record: "solid",
  named: "solid",
};

/** Hue in degrees and chroma, of OKLCH. */
const TINTS: Record<Family, readonly [number, number]> = {
  denial: [280, 0.13],
  declined: [260, 0.012],
  unnamed: [8, 0.12],
  media: [60, 0.1],
  loose: [112, 0.06],
  allegation: [35, 0.11],
  confirmation: [160, 0.09],
  record: [95, 0.08],
  named: [232, 0.045],
};

export type Colour = readonly [number, number, number];

const linear = (channel: number): number => {
  const c = channel / 255;
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
};

export function luminance([r, g, b]: Colour): number {
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}

export function contrast(a: Colour, b: Colour): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

export function mix(a: Colour, b: Colour, share: number): Colour {
  const at = (i: 0 | 1 | 2): number => Math.round(a[i] + (b[i] - a[i]) * share);
  return [at(0), at(1), at(2)];
}

/** Björn Ottosson's OKLCH (bottosson.github.io/posts/oklab) to sRGB, clipped. */
function oklch(lightness: number, chroma: number, hue: number): Colour {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const channel = (value: number): number => {
    const c = value <= 0.0031308 ? 12.92 * value : 1.055 * Math.max(0, value) ** (1 / 2.4) - 0.055;
    return Math.round(Math.min(1, Math.max(0, c)) * 255);
  };
  return [
    channel(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    channel(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    channel(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

export interface Shades {
  text: Colour;
  fill: Colour;
  border: Colour;
  line: Colour;
}

const LEAST_CONTRAST = 4.7;

/** A family's colours on a background. */
export function shades(family: Family, background: Colour): Shades {
  const [hue, chroma] = TINTS[family];
  const dark = luminance(background) < 0.18;
  const middle = oklch(dark ? 0.75 : 0.55, chroma, hue);
  const wash = mix(background, middle, family === "named" || family === "declined" ? 0.06 : dark ? 0.16 : 0.1);
  // A quiet badge has no fill, so the label must read on both.
  const reads = (colour: Colour): boolean =>
    Math.min(contrast(colour, wash), contrast(colour, background)) >= LEAST_CONTRAST;
  // From a good shade on towards black or white until it does.
  for (let lightness = dark ? 0.78 : 0.46; lightness > 0 && lightness < 1; lightness += dark ? 0.02 : -0.02) {
    const text = oklch(lightness, lightness > 0.95 || lightness < 0.05 ? 0 : chroma, hue);
    if (reads(text)) return withText(text, wash, background);
  }
  // Neither light nor dark: one of the two always reads on the background itself.
  const black: Colour = [0, 0, 0];
  const white: Colour = [255, 255, 255];
  const text = contrast(black, background) > contrast(white, background) ? black : white;
  return withText(text, background, background);
}

function withText(text: Colour, fill: Colour, background: Colour): Shades {
  return { text, fill, border: mix(fill, text, 0.32), line: mix(background, text, 0.45) };
}

export const css = ([r, g, b]: Colour): string => `rgb(${r} ${g} ${b})`;

type Rgba = readonly [number, number, number, number];
const parsed = new Map<string, Rgba>();

/** A computed colour; other colour spaces than sRGB go through a canvas. */
export function parseColour(text: string, doc: Document): Rgba {
  const known = parsed.get(text);
  if (known) return known;
  let colour: Rgba = [0, 0, 0, 0];
  const plain = /^rgba?\(([\d.]+)[, ]+([\d.]+)[, ]+([\d.]+)(?:[,/ ]+([\d.]+%?))?\)$/.exec(text);
  if (plain) {
    const alpha =
      plain[4] === undefined ? 1 : plain[4].endsWith("%") ? Number.parseFloat(plain[4]) / 100 : Number(plain[4]);
    colour = [Number(plain[1]), Number(plain[2]), Number(plain[3]), alpha];
  } else if (text !== "transparent" && text !== "") {
    const canvas = doc.createElement("canvas");
    canvas.width = canvas.height = 1;
    const context = canvas.getContext("2d", { willReadFrequently: true });
    if (context) {
      context.fillStyle = text;
      context.fillRect(0, 0, 1, 1);
      const data = context.getImageData(0, 0, 1, 1).data;
      colour = [data[0] ?? 0, data[1] ?? 0, data[2] ?? 0, (data[3] ?? 0) / 255];
    }
  }
  if (parsed.size > 500) parsed.clear();
  parsed.set(text, colour);
  return colour;
}

/**
 * The colour behind an element's text. Behind a picture it is guessed from the text: light text stands on dark.
 * `known` keeps what was found for an element and those around it, for as long as the caller holds it.
 */
export function backgroundOf(element: Element, known = new Map<Element, Colour>()): Colour {
  const doc = element.ownerDocument;
  const view = doc.defaultView as Window;
  const layers: { at: Element; colour: Rgba }[] = [];
  let under: Colour | undefined;
  for (let at: Element | null = element; at; at = at.assignedSlot ?? at.parentElement ?? hostOf(at)) {
    under = known.get(at);
    if (under) break;
    const style = view.getComputedStyle(at);
    const colour = parseColour(style.backgroundColor, doc);
    layers.push({ at, colour });
    if (colour[3] >= 1) break;
    if (style.backgroundImage.includes("url(")) {
      const text = parseColour(style.color, doc);
      under = luminance([text[0], text[1], text[2]]) > 0.4 ? [24, 24, 24] : [255, 255, 255];
      break;
    }
  }
  under ??= canvasOf(doc);
  for (const { at, colour } of layers.reverse()) {
    under = mix(under, [colour[0], colour[1], colour[2]], colour[3]);
    known.set(at, under);
  }
  return under;
}

/** What a page is drawn on that draws no background of its own. */
function canvasOf(doc: Document): Colour {
  const view = doc.defaultView as Window;
  const style = view.getComputedStyle(doc.documentElement).colorScheme ?? "";
  // `normal` leaves it to the page's meta element.
  const scheme = /^(?:normal)?$/.test(style)
    ? (doc.querySelector('meta[name="color-scheme" i]')?.getAttribute("content") ?? "")
    : style;
  const dark =
    /\bdark\b/.test(scheme) && (!/\blight\b/.test(scheme) || view.matchMedia?.("(prefers-color-scheme: dark)").matches);
  return dark ? [18, 18, 18] : [255, 255, 255];
}

export function hostOf(element: Element): Element | null {
  return ((element.getRootNode() as ShadowRoot).host as Element | undefined) ?? null;
}
