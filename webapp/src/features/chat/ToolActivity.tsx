import { Ban, Check, ChevronRight, CircleAlert, CircleSlash, Clock, LoaderCircle, type LucideIcon } from "lucide-react";
import { useId, useState } from "react";
import { Arguments, Value } from "@/components/arguments";
import { cn } from "@/components/ui/cn";
import { duration, sentence } from "@/text/format";
import { text } from "@/text/text";
import type { ToolPart } from "./live/turn";

const ICONS: Record<ToolPart["status"], { icon: LucideIcon; tone: string }> = {
  running: { icon: LoaderCircle, tone: "animate-spin text-accent-strong" },
  ok: { icon: Check, tone: "text-ok" },
  empty: { icon: CircleSlash, tone: "text-muted" },
  error: { icon: CircleAlert, tone: "text-danger" },
  unavailable: { icon: CircleAlert, tone: "text-wait" },
  denied: { icon: Ban, tone: "text-danger" },
  timeout: { icon: Clock, tone: "text-wait" },
};

/** One line for one call; it opens to what was given and what came back. */
export function ToolActivity({ part }: { part: ToolPart }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const { icon: Icon, tone } = ICONS[part.status];
  const state = text.tools.states[part.status];
  return (
    <div className="appear min-w-0 text-small">
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        className="-ml-1.5 flex min-h-7 max-w-full items-center gap-1.5 rounded-input px-1.5 text-left text-muted transition-colors duration-150 hover:bg-hover hover:text-text max-sm:min-h-11 pointer-coarse:min-h-11"
      >
        <Icon aria-hidden className={cn("mr-0.5 size-3.5 shrink-0", tone)} />
        <span className="min-w-0 truncate">{sentence(part.title)}</span>
        {state && <span className="shrink-0">· {state}</span>}
        {part.took !== undefined && <span className="tabular shrink-0">· {duration(part.took)}</span>}
        <ChevronRight aria-hidden className={cn("size-3.5 shrink-0 transition-transform duration-150", open && "rotate-90")} />
      </button>
      {open && (
        <div id={id} className="appear my-1.5 grid gap-3 rounded-card border border-line bg-bg p-3">
          <section className="grid gap-1.5">
            <p className="flex items-center gap-2 text-tiny font-medium text-muted">
              {text.tools.given}
              <code className="font-mono font-normal">{part.tool}</code>
            </p>
            <Arguments input={part.input} />
          </section>
          {part.status !== "running" && (
            <section className="grid gap-1.5 border-t border-line pt-3">
              <p className="text-tiny font-medium text-muted">{text.tools.result}</p>
              <div className="font-mono text-tiny leading-5">
                <Value value={part.result === "" ? text.tools.noResult : part.result} name={text.tools.result} />
              </div>
            </section>
          )}
        </div>
      )}
    </div>
  );
}
