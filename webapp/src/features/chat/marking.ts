/** Marks found words inside a message without touching what React has drawn (CSS Custom Highlight API). */
export function markWords(element: HTMLElement, words: string): void {
  if (!("highlights" in CSS)) return;
  const wanted = words.toLowerCase().split(/\s+/).filter((word) => word !== "");
  const ranges: Range[] = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const content = node.nodeValue?.toLowerCase() ?? "";
    for (const word of wanted) {
      for (let at = content.indexOf(word); at >= 0; at = content.indexOf(word, at + word.length)) {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + word.length);
        ranges.push(range);
      }
    }
  }
  CSS.highlights.set("found", new Highlight(...ranges));
}

export function unmarkWords(): void {
  if ("highlights" in CSS) CSS.highlights.delete("found");
}
