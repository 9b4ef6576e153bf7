import { Dialog } from "@/components/ui/dialog";
import { Keys } from "@/components/ui/keys";
import { useSendKey } from "@/preferences/sendKey";
import { text } from "@/text/text";

export function ShortcutSheet({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const words = text.shortcuts;
  const rows = [
    ...(useSendKey() === "enter"
      ? ([["Enter", words.send], ["Shift+Enter", words.newLine], ["Mod+Enter", words.steer]] as const)
      : ([["Mod+Enter", words.send], ["Enter", words.newLine], ["Mod+Shift+Enter", words.steer]] as const)),
    ["Esc", words.stop],
    ["/", words.focus],
    ["Up", words.editLast],
    ["Mod+Shift+L", words.copyCode],
    ["Mod+K", words.search],
    ["Mod+Shift+O", words.newChat],
    ["Alt+Down", words.nextRoom],
    ["Alt+Up", words.previousRoom],
    ["Mod+B", words.sidebar],
    ["Mod+/", words.sheet],
  ] as const;
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={words.title}>
      <dl className="grid gap-px">
        {rows.map(([keys, meaning]) => (
          <div key={keys} className="flex min-h-9 items-center justify-between gap-4 border-b border-line last:border-0">
            <dt className="text-small">{meaning}</dt>
            <dd>
              <Keys combination={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
