// Is this page worth reading at all? Asked on every page where annotation is automatic, so it only counts: no styles,
// no layout, and it stops as soon as it knows.
import { isEdited } from "./read-blocks";

const ENOUGH_PROSE = 500;
const ENOUGH_PARAGRAPHS = 3;
/** Elements looked at before giving up. */
const MOST = 400;

function prosy(nodes: HTMLCollectionOf<Element>, least: number): boolean {
  let prose = 0;
  let paragraphs = 0;
  const count = Math.min(nodes.length, MOST);
  for (let i = 0; i < count; i++) {
    const node = nodes[i] as Element;
    let length = (node.textContent ?? "").trim().length;
    if (length < least) continue;
    // A front page's blurbs are links.
    for (const link of node.getElementsByTagName("a")) length -= (link.textContent ?? "").length;
    if (length < least || isEdited(node)) continue;
    prose += length;
    if (++paragraphs >= ENOUGH_PARAGRAPHS && prose >= ENOUGH_PROSE) return true;
  }
  return false;
}

/** Might this be an article? Says yes too often rather than too seldom: reading the page decides. */
export function mayBeArticle(doc: Document): boolean {
  if (!doc.body || isEdited(doc.body) || (doc.contentType && !/html|xml/.test(doc.contentType))) return false;
  if (prosy(doc.getElementsByTagName("p"), 60)) return true;
  const declared = doc.querySelector(
    'article, [itemprop~="articleBody"], [role="article"], meta[property="og:type"][content="article" i]',
  );
  // Old pages end their paragraphs with <br>; new ones may keep them in a shadow root or a frame.
  return declared !== null && (doc.body.textContent ?? "").length > ENOUGH_PROSE;
}
