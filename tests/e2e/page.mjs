// What the tests look at in a page. Every function here is run in the page itself.

/** Keeps every node of the document, to be compared with `untouched` later. */
export function remember() {
  const walker = document.createTreeWalker(document, NodeFilter.SHOW_ALL);
  const nodes = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) nodes.push([node, node.nodeValue]);
  Object.assign(window, { remembered: { nodes, html: document.documentElement.outerHTML } });
  return nodes.length;
}

/** The same nodes in the same order with the same values: "" or what differs. */
export function difference() {
  const { nodes, html } = window.remembered;
  const walker = document.createTreeWalker(document, NodeFilter.SHOW_ALL);
  let index = 0;
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode(), index++) {
    const [before, value] = nodes[index] ?? [];
    if (node !== before) return `node ${index} is another: ${node.nodeName} ${(node.nodeValue ?? "").slice(0, 60)}`;
    if (node.nodeValue !== value) return `node ${index} reads “${node.nodeValue}”, was “${value}”`;
  }
  if (index !== nodes.length) return `${nodes.length - index} nodes are gone`;
  return document.documentElement.outerHTML === html ? "" : "the markup differs";
}

/** Every badge: its id, the visible label, the words before it and the block that it stands in. */
export function badges() {
  return [...document.querySelectorAll("hearsay-badge")].map((badge) => {
    const block = badge.closest("p, h1, h2, h3, li, blockquote, figcaption, td, div");
    const before = document.createRange();
    before.setStart(block ?? document.body, 0);
    before.setEndBefore(badge);
    const { width, height } = badge.getBoundingClientRect();
    return {
      badge: badge.dataset.badge,
      before: before.toString().slice(-80),
      block: block?.textContent ?? "",
      inArticle: badge.closest("article") !== null && badge.closest(".newsletter, .telegram, aside, nav") === null,
      visible: width > 0 && height > 0,
    };
  });
}
