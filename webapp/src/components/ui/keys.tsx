const MAC = /Mac|iPhone|iPad/.test(navigator.userAgent);
const SYMBOLS: Record<string, string> = MAC
  ? { Mod: "⌘", Shift: "⇧", Alt: "⌥", Enter: "⏎", Up: "↑", Down: "↓" }
  : { Mod: "Ctrl", Up: "↑", Down: "↓" };

/** Draws a combination such as `Mod+Shift+O` the way the person's own system writes it. */
export function Keys({ combination }: { combination: string }) {
  return (
    <span className="inline-flex gap-0.5 text-tiny text-muted">
      {combination.split("+").map((key) => (
        <kbd key={key} className="min-w-4 rounded border border-line bg-bg px-1 text-center font-sans">
          {SYMBOLS[key] ?? key}
        </kbd>
      ))}
    </span>
  );
}
