import type { Element, ElementContent, Root, RootContent } from "hast";

/**
 * What becomes of HTML inside an answer: a handful of tags without attributes work, comments vanish, everything else is
 * shown as the text it is. The build puts this in the place of `rehype-raw`, whose full HTML parser would be a sixth of
 * the first load and would let through far more than an answer needs.
 */
export default function rawHtml() {
  return (tree: Root): void => {
    tree.children = settle(tree.children) as RootContent[];
  };
}

type Node = RootContent | ElementContent | { type: "raw"; value: string };

const PAIRED = new Set(["b", "del", "em", "i", "ins", "kbd", "mark", "s", "strong", "sub", "sup", "u"]);
const TAG = /<(\/?)([a-zA-Z]+)\s*(\/?)>|<!--[\s\S]*?-->/g;

interface Open {
  element: Element;
  /** The tag as it was written, for the case that it is never closed. */
  source: string;
}

function settle(nodes: readonly Node[]): Node[] {
  const done: Node[] = [];
  const open: Open[] = [];
  const put = (node: Node) => (open.at(-1)?.element.children ?? done).push(node as ElementContent);
  for (const node of nodes) {
    if (node.type === "raw") {
      for (const token of tokens(node.value)) take(token, open, put);
    } else {
      put("children" in node ? ({ ...node, children: settle(node.children) } as Node) : node);
    }
  }
  while (open.length > 0) unclose(open, put);
  return done;
}

function take(token: string, open: Open[], put: (node: Node) => void): void {
  if (token.startsWith("<!--")) return;
  const [, closing, written = "", selfClosing] = new RegExp(`^(?:${TAG.source})$`).exec(token) ?? [];
  const name = written.toLowerCase();
  if (name === "br" && !closing) {
    put({ type: "element", tagName: "br", properties: {}, children: [] });
  } else if (!PAIRED.has(name) || selfClosing) {
    put({ type: "text", value: token });
  } else if (!closing) {
    open.push({ element: { type: "element", tagName: name, properties: {}, children: [] }, source: token });
  } else if (open.some(({ element }) => element.tagName === name)) {
    while (open.at(-1)?.element.tagName !== name) unclose(open, put);
    const closed = open.pop();
    if (closed) put(closed.element);
  } else {
    put({ type: "text", value: token });
  }
}

/** A tag that never ends is text, followed by what it would have held. */
function unclose(open: Open[], put: (node: Node) => void): void {
  const left = open.pop();
  if (!left) return;
  put({ type: "text", value: left.source });
  for (const child of left.element.children) put(child);
}

function tokens(html: string): string[] {
  const parts: string[] = [];
  let end = 0;
  for (const match of html.matchAll(TAG)) {
    if (match.index > end) parts.push(html.slice(end, match.index));
    parts.push(match[0]);
    end = match.index + match[0].length;
  }
  if (end < html.length) parts.push(html.slice(end));
  return parts;
}
