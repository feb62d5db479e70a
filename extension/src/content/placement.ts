// Puts badges into the page's text and takes them out again without a trace.
//
// A badge stands between text nodes. Where it belongs inside one, the node is split: the page's own node keeps the
// first part, and the rest goes into nodes of ours until the badge leaves; then the page's node gets its data back.
// Nothing of the page's is wrapped, replaced or moved.

import type { Ownership } from "./read-blocks";
import type { Piece } from "./text-map";

interface Split {
  /** The page's node, now holding the first part only. */
  head: Text;
  /** What it held. */
  data: string;
  /** In order; the first is the head, the others are ours. */
  parts: { node: Text; start: number }[];
  /** The badges between the parts. */
  hosts: Set<Element>;
}

export class Placement implements Ownership {
  readonly #splits = new Map<Text, Split>();
  readonly #tails = new Map<Text, Split>();
  readonly #hosts = new Map<Element, Split | null>();
  readonly #apart = new WeakSet<Node>();

  /** A node of ours that stands in no text. */
  ownApart(node: Node): void {
    this.#apart.add(node);
  }

  isApart(node: Node): boolean {
    return this.#apart.has(node);
  }

  ours(node: Node): boolean {
    return this.#tails.has(node as Text) || this.#hosts.has(node as Element) || this.#apart.has(node);
  }

  dataOf(node: Text): string {
    return this.#splits.get(node)?.data ?? node.data;
  }

  /** A place in the page's own text, whichever part of a split node it was found in. */
  original(node: Text, offset: number): { node: Text; offset: number } {
    const split = this.#tails.get(node);
    const part = split?.parts.find((candidate) => candidate.node === node);
    return split && part ? { node: split.head, offset: part.start + offset } : { node, offset };
  }

  /** Where [start, end) of a page's node stands now. */
  pieces({ node, start, end }: Piece): Piece[] {
    const split = this.#splits.get(node);
    if (!split) return node.data.length >= end ? [{ node, start, end }] : [];
    const found: Piece[] = [];
    for (const [i, part] of split.parts.entries()) {
      const until = split.parts[i + 1]?.start ?? split.data.length;
      const from = Math.max(start, part.start);
      const to = Math.min(end, until);
      if (from < to) found.push({ node: part.node, start: from - part.start, end: to - part.start });
    }
    return found;
  }

  /** Puts a badge after `offset` characters of the page's node, behind any badge that already stands there. */
  insert(host: Element, node: Text, offset: number): boolean {
    const data = this.dataOf(node);
    if (!node.parentNode || offset < 0 || offset > data.length) return false;
    let split = this.#splits.get(node) ?? null;
    let before: Text = node;
    if (split) {
      let k = 0;
      while (k + 1 < split.parts.length && (split.parts[k + 1]?.start as number) < offset) k++;
      before = split.parts[k]?.node as Text;
      const start = split.parts[k]?.start as number;
      if (start + before.data.length > offset) this.#cut(split, k, offset);
    } else if (offset > 0 && offset < data.length) {
      split = { head: node, data, parts: [{ node, start: 0 }], hosts: new Set() };
      this.#splits.set(node, split);
      this.#cut(split, 0, offset);
    }
    if (offset === 0) {
      node.parentNode.insertBefore(host, node);
    } else {
      let at: Node | null = before.nextSibling;
      while (at && this.#hosts.has(at as Element)) at = at.nextSibling;
      before.parentNode?.insertBefore(host, at);
    }
    const inside = offset > 0 && offset < data.length;
    host.toggleAttribute("data-split", inside);
    this.#hosts.set(host, inside ? split : null);
    if (inside) split?.hosts.add(host);
    return true;
  }

  /** Puts a badge behind an element (a link that holds the words). */
  insertAfter(host: Element, element: Element): boolean {
    if (!element.parentNode) return false;
    let at: Node | null = element.nextSibling;
    while (at && this.#hosts.has(at as Element)) at = at.nextSibling;
    element.parentNode.insertBefore(host, at);
    this.#hosts.set(host, null);
    return true;
  }

  remove(host: Element): void {
    const split = this.#hosts.get(host);
    if (split === undefined) return;
    this.#hosts.delete(host);
    split?.hosts.delete(host);
    host.remove();
    if (split) this.#joinWhereBare(split);
  }

  /** Everything out, the text as it was. */
  clear(): void {
    for (const host of [...this.#hosts.keys()]) this.remove(host);
    for (const split of [...this.#splits.values()]) this.#join(split);
  }

  #append(to: Text, from: Text): void {
    this.#kept.joined(from, to, to.data.length);
    to.appendData(from.data);
    from.remove();
  }

  #kept = new KeptSelection();

  /** Many changes at once, after which the reader's selection is on the words that it was on. */
  together(change: () => void): void {
    change();
    this.#kept.restore();
    this.#kept = new KeptSelection();
  }

  #cut(split: Split, k: number, offset: number): void {
    const part = split.parts[k] as { node: Text; start: number };
    // splitText keeps the reader's selection where it is.
    const tail = part.node.splitText(offset - part.start);
    split.parts.splice(k + 1, 0, { node: tail, start: offset });
    this.#tails.set(tail, split);
  }

  /** Joins the parts between which no badge stands any more. */
  #joinWhereBare(split: Split): void {
    for (let k = split.parts.length - 1; k > 0; k--) {
      const part = split.parts[k] as { node: Text; start: number };
      const before = split.parts[k - 1] as { node: Text; start: number };
      if (part.node.previousSibling !== before.node) continue;
      this.#append(before.node, part.node);
      split.parts.splice(k, 1);
      this.#tails.delete(part.node);
    }
    if (split.parts.length === 1) this.#splits.delete(split.head);
  }

  #join(split: Split): void {
    for (const part of split.parts.slice(1)) {
      if (part.node.parentNode && part.node.parentNode === split.head.parentNode) this.#append(split.head, part.node);
      else part.node.remove();
      this.#tails.delete(part.node);
    }
    this.#splits.delete(split.head);
  }

  /** The page changed its document: sets right what our badges would make of it. */
  heal(records: readonly MutationRecord[]): void {
    const rewritten = new Set<Split>();
    const broken = new Set<Split>();
    for (const record of records) {
      if (record.type === "characterData") {
        const split = this.#splits.get(record.target as Text);
        if (split) rewritten.add(split);
        continue;
      }
      for (const node of Array.from(record.removedNodes)) {
        const split = this.#splits.get(node as Text) ?? this.#tails.get(node as Text);
        if (split) broken.add(split);
        const of = node.isConnected ? undefined : this.#hosts.get(node as Element);
        if (of) broken.add(of);
        of?.hosts.delete(node as Element);
        if (of !== undefined) this.#hosts.delete(node as Element);
      }
    }
    // A framework wrote a node's new text, all of it: what we cut off belongs to the old one.
    for (const split of rewritten) this.#drop(split);
    for (const split of broken) {
      if (rewritten.has(split)) continue;
      const parent = split.head.parentNode;
      const tails = split.parts.slice(1);
      if (parent !== null && tails.some((part) => part.node.parentNode === parent)) {
        this.#removeHostsOf(split);
        this.#join(split);
      } else {
        // The page took its node away, or elsewhere: it gets back what it held.
        this.#drop(split);
        split.head.data = split.data;
      }
    }
  }

  #drop(split: Split): void {
    this.#removeHostsOf(split);
    for (const part of split.parts.slice(1)) {
      part.node.remove();
      this.#tails.delete(part.node);
    }
    this.#splits.delete(split.head);
  }

  #removeHostsOf(split: Split): void {
    for (const host of split.hosts) {
      this.#hosts.delete(host);
      host.remove();
    }
    split.hosts.clear();
  }

  placed(host: Element): boolean {
    return this.#hosts.has(host) && host.isConnected;
  }
}

/**
 * Keeps the reader's selection on its words while text nodes are joined. To ask for it costs a layout, so it is asked
 * for once, and only where something is joined.
 */
class KeptSelection {
  #selection: Selection | null = null;
  #ends: { node: Node; offset: number }[] | null = null;
  #moved = false;

  joined(from: Text, to: Text, shift: number): void {
    if (!this.#ends) {
      this.#selection = from.ownerDocument.getSelection?.() ?? null;
      this.#ends = [];
      const { anchorNode, anchorOffset, focusNode, focusOffset } = this.#selection ?? {};
      if (anchorNode && focusNode) {
        this.#ends.push({ node: anchorNode, offset: anchorOffset ?? 0 }, { node: focusNode, offset: focusOffset ?? 0 });
      }
    }
    for (const end of this.#ends) {
      if (end.node !== from) continue;
      end.node = to;
      end.offset += shift;
      this.#moved = true;
    }
  }

  restore(): void {
    const [anchor, focus] = this.#ends ?? [];
    if (!this.#moved || !anchor || !focus) return;
    this.#selection?.setBaseAndExtent(anchor.node, anchor.offset, focus.node, focus.offset);
  }
}
