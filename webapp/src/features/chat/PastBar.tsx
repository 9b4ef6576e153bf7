import { ArrowDown, History } from "lucide-react";
import { Button } from "@/components/ui/button";
import { text } from "@/text/text";

/** Over the list while it shows a part of the past; the present is one step away. */
export function PastBar({ onLatest }: { onLatest: () => void }) {
  return (
    <div role="status" className="flex items-center justify-center gap-3 border-b border-line bg-bg px-4 py-1.5 text-small text-muted">
      <History aria-hidden className="size-4" />
      {text.search.window}
      <Button size="sm" onClick={onLatest}>
        <ArrowDown aria-hidden className="size-3.5" />
        {text.chat.jump}
      </Button>
    </div>
  );
}
