import { text } from "@/text/text";

const MAC = /Mac|iPhone|iPad/.test(navigator.userAgent);
const SYMBOLS: Record<string, string> = MAC
  ? { Mod: "⌘", Shift: "⇧", Alt: "⌥", Enter: "⏎", Up: "↑", Down: "↓" }
  : { Mod: "Ctrl", Up: "↑", Down: "↓" };

/** What stands on the key in the person's own language. */
function nameOf(key: string): string {
  const symbol = SYMBOLS[key] ?? key;
  return symbol in text.keyNames ? text.keyNames[symbol as keyof typeof text.keyNames] : symbol;
}

/** Draws a combination such as `Mod+Shift+O` the way the person's own system writes it. */
export function Keys({ combination }: { combination: string }) {
  return (
    <span className="inline-flex gap-0.5 text-tiny text-muted">
      {combination.split("+").map((key) => (
        <kbd key={key} className="min-w-4 rounded border border-line bg-bg px-1 text-center font-sans">
          {nameOf(key)}
        </kbd>
      ))}
    </span>
  );
}
