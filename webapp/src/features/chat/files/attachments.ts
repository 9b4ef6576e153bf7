export interface Attached {
  kind: "picture" | "file";
  name: string;
  address: string;
}

const LINK = /^(!|📎\s*)?\[((?:\\.|[^\]\\])*)\]\((\/api\/v1\/chat\/rooms\/[0-9a-f-]{36}\/uploads\/[0-9a-f-]{36}\/[^\s)]+)\)[ \t]*(?:\n+|$)/u;

/** An uploaded file is a message that begins with a link to it; what follows was said about it. */
export function attachedTo(content: string): { attached: Attached | undefined; words: string } {
  const found = LINK.exec(content);
  const [whole = "", mark, name = "", address = ""] = found ?? [];
  if (!found || mark === undefined) return { attached: undefined, words: content };
  return {
    attached: { kind: mark === "!" ? "picture" : "file", name: name.replaceAll(/\\(.)/g, "$1"), address },
    words: content.slice(whole.length).trim(),
  };
}
