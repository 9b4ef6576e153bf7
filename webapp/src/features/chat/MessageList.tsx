import { useVirtualizer } from "@tanstack/react-virtual";
import { ArrowDown, LoaderCircle } from "lucide-react";
import { useEffect, useImperativeHandle, useLayoutEffect, useRef, useState, type Ref } from "react";
import { Button } from "@/components/ui/button";
import { text } from "@/text/text";
import { columnClass } from "./column";
import { EntryRow } from "./EntryRow";
import type { Entry } from "./live/timeline";

export interface MessageListHandle {
  toEnd: () => void;
  /** False when the message is not among the entries. */
  toMessage: (messageId: string) => boolean;
}

interface MessageListProps {
  ref: Ref<MessageListHandle>;
  entries: readonly Entry[];
  hasOlder: boolean;
  loadingOlder: boolean;
  loadOlder: () => void;
}

/** Closer to the end than this counts as being there: new text then keeps the end in sight. */
const NEAR_END_PX = 80;

/** The history, drawn only where it is seen. Older pages come in above without moving what is read. */
export function MessageList({ ref, entries, hasOlder, loadingOlder, loadOlder }: MessageListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [away, setAway] = useState(false);
  const virtual = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => entries[index]?.key ?? index,
    estimateSize: (index) => guess(entries[index]),
    overscan: 6,
    paddingStart: 24,
    paddingEnd: 16,
    anchorTo: "end",
    followOnAppend: true,
    scrollEndThreshold: NEAR_END_PX,
    onChange: (instance) => setAway(!instance.isAtEnd(NEAR_END_PX * 2)),
  });

  useImperativeHandle(
    ref,
    () => ({
      toEnd: () => requestAnimationFrame(() => virtual.scrollToEnd()),
      toMessage: (messageId) => {
        const index = entries.findIndex((entry) => "message" in entry && entry.message?.id === messageId);
        if (index < 0) return false;
        virtual.scrollToIndex(index, { align: "center" });
        point(scroller.current, messageId);
        return true;
      },
    }),
    [virtual, entries],
  );

  useLayoutEffect(() => {
    virtual.scrollToEnd();
  }, [virtual]);

  const rows = virtual.getVirtualItems();
  const first = rows[0]?.index ?? 0;
  const settled = virtual.scrollOffset !== null && virtual.scrollOffset > 0;
  useEffect(() => {
    if (hasOlder && !loadingOlder && settled && first < 5) loadOlder();
  }, [hasOlder, loadingOlder, loadOlder, first, settled]);

  return (
    <div className="relative min-h-0 flex-1">
      {loadingOlder && (
        <div role="status" className="pointer-events-none absolute inset-x-0 top-2 z-10 grid place-items-center">
          <span className="appear flex items-center gap-2 rounded-chip border border-line bg-raised px-3 py-1 text-tiny text-muted shadow-float">
            <LoaderCircle aria-hidden className="size-3.5 animate-spin" />
            {text.chat.loadingOlder}
          </span>
        </div>
      )}
      <div
        ref={scroller}
        role="log"
        aria-live="off"
        aria-label={text.chat.history}
        tabIndex={0}
        className="thin-scroll h-full overflow-y-auto overscroll-contain focus-visible:-outline-offset-2"
        style={{ overflowAnchor: "none" }}
      >
        <div className="relative w-full" style={{ height: virtual.getTotalSize() }}>
          {rows.map((row) => {
            const entry = entries[row.index];
            return (
              entry && (
                <div
                  key={row.key}
                  ref={virtual.measureElement}
                  data-index={row.index}
                  className="absolute inset-x-0 top-0"
                  style={{ transform: `translateY(${row.start}px)` }}
                >
                  <div className={columnClass}>
                    <EntryRow entry={entry} />
                  </div>
                </div>
              )
            );
          })}
        </div>
      </div>
      {away && (
        <div className="absolute inset-x-0 bottom-2 grid place-items-center">
          <Button className="appear h-8 rounded-chip bg-raised shadow-float" onClick={() => virtual.scrollToEnd({ behavior: "smooth" })}>
            <ArrowDown aria-hidden className="size-3.5" />
            {text.chat.jump}
          </Button>
        </div>
      )}
    </div>
  );
}

const PATIENCE_FRAMES = 60;

/** Marks the message for a moment and puts the focus on it, once the list has drawn it. */
function point(list: HTMLElement | null, messageId: string, frames = 0): void {
  const found = list?.querySelector<HTMLElement>(`[data-message="${CSS.escape(messageId)}"]`);
  if (!found) {
    if (frames < PATIENCE_FRAMES) requestAnimationFrame(() => point(list, messageId, frames + 1));
    return;
  }
  found.tabIndex = -1;
  found.focus({ preventScroll: true });
  found.dataset["hit"] = "";
  setTimeout(() => delete found.dataset["hit"], 2_400);
}

function guess(entry: Entry | undefined): number {
  if (entry?.kind === "day") return 40;
  return entry?.kind === "answer" ? 160 : 76;
}
