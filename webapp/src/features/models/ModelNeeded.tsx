import { TriangleAlert } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { text } from "@/text/text";
import { ConnectModel } from "./ConnectModel";

/** Above the composer of a room with a history, as long as nobody answers: the first-run set-up is one step away. */
export function ModelNeeded() {
  const words = text.firstRun;
  const [open, setOpen] = useState(false);
  return (
    <div className="mx-auto mt-2 flex w-[min(43rem,calc(100%-2rem))] flex-wrap items-center gap-x-3 gap-y-2 rounded-card border border-wait/30 bg-wait-soft px-4 py-2 text-small">
      <TriangleAlert aria-hidden className="size-4 text-wait" />
      <p className="min-w-0 flex-1">{words.nobody}</p>
      <Button size="sm" variant="primary" onClick={() => setOpen(true)}>
        {words.choose}
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title={words.title} description={words.lead} className="sm:top-[6vh] sm:max-w-2xl">
        <ConnectModel />
      </Dialog>
    </div>
  );
}
