/** The first line of a paper that says something, without the signs of Markdown. */
export function paperTitle(markdown: string): string {
  for (const line of markdown.split("\n")) {
    const bare = line
      .replace(/^\s*(#{1,6}\s+|>\s*|[-*+]\s+|\d+[.)]\s+)+/, "")
      .replace(/^\[[ xX]\]\s+/, "")
      .replaceAll(/[*_`]{1,3}(\S(?:.*?\S)?)[*_`]{1,3}/g, "$1")
      .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
      .trim();
    if (/[\p{L}\p{N}]/u.test(bare)) return bare;
  }
  return markdown.trim();
}
