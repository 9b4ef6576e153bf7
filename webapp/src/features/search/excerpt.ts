export interface Piece {
  text: string;
  hit: boolean;
}

const BEFORE = 60;
const LONGEST = 180;

/** The words around the first hit, cut into what was searched for and what was not. */
export function excerpt(content: string, query: string): Piece[] {
  const line = content.replaceAll(/\s+/g, " ").trim();
  const finder = finderOf(query);
  const first = finder === undefined ? -1 : line.search(finder);
  const from = first > BEFORE ? line.indexOf(" ", first - BEFORE) + 1 || first - BEFORE : 0;
  const part = line.slice(from, from + LONGEST);
  const shown = `${from > 0 ? "…" : ""}${part}${from + LONGEST < line.length ? "…" : ""}`;
  if (finder === undefined) return [{ text: shown, hit: false }];
  // A split by a captured pattern alternates: between, hit, between, …
  return shown
    .split(new RegExp(`(${finder.source})`, "giu"))
    .map((text, index) => ({ text, hit: index % 2 === 1 }))
    .filter((piece) => piece.text !== "");
}

/** Matches the words of a query, each by itself, the longest first. */
export function finderOf(query: string): RegExp | undefined {
  const words = query
    .split(/\s+/)
    .filter((word) => word !== "")
    .toSorted((a, b) => b.length - a.length)
    .map((word) => word.replaceAll(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`).replaceAll(String.raw`\-`, "-").replaceAll(String.raw`\/`, "/"));
  return words.length === 0 ? undefined : new RegExp(words.join("|"), "iu");
}
