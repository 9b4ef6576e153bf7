import { useVirtualizer, type Virtualizer } from "@tanstack/react-virtual";
import { ArrowDown, LoaderCircle } from "lucide-react";
import { useEffect, useImperativeHandle, useLayoutEffect, useRef, useState, type Ref } from "react";
import { Button } from "@/components/ui/button";
import { text } from "@/text/text";
import { columnClass } from "./column";
import { EntryRow } from "./EntryRow";
import type { Entry } from "./live/timeline";
import { markWords, unmarkWords } from "./marking";
import type { Direction, Target } from "./useHistory";

export interface MessageListHandle {
  toEnd: () => void;
  /** False when the message is not among the entries. */
  toMessage: (messageId: string, words?: string) => boolean;
}

interface MessageListProps {
  ref: Ref<MessageListHandle>;
  entries: readonly Entry[];
  label: string;
  /** The message to begin at; without one the list begins at its end. */
  startAt: Target | undefined;
  older: Direction;
  /** Where the end of the entries is not the end of the history. */
  newer: Direction;
}

/** Closer to the end than this counts as being there: new text then keeps the end in sight. */
const NEAR_END_PX = 80;

/** The history, drawn only where it is seen. Older pages come in above without moving what is read. */
export function MessageList({ ref, entries, label, startAt, older, newer }: MessageListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [away, setAway] = useState(false);
  /** Whether the list has been where it begins; before that its first rows are drawn although nobody looks at them. */
  const [begun, setBegun] = useState(false);
  const virtual = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => entries[index]?.key ?? index,
    estimateSize: (index) => guess(entries[index]),
    overscan: 6,
    paddingStart: 24,
    paddingEnd: 16,
    anchorTo: "end",
    followOnAppend: !newer.has,
    scrollEndThreshold: NEAR_END_PX,
    onChange: (instance) => {
      setAway(!instance.isAtEnd(NEAR_END_PX * 2));
      if ((instance.scrollOffset ?? 0) > 0 || isWhollySeen(instance)) setBegun(true);
    },
  });

  useImperativeHandle(
    ref,
    () => ({
      toEnd: () => requestAnimationFrame(() => virtual.scrollToEnd()),
      toMessage: (messageId, words = "") => {
        const index = indexOf(entries, messageId);
        if (index < 0) return false;
        virtual.scrollToIndex(index, { align: "center" });
        point(scroller.current, messageId, words);
        return true;
      },
    }),
    [virtual, entries],
  );

  const start = useRef(startAt && { ...startAt, index: indexOf(entries, startAt.id) });
  useLayoutEffect(() => {
    const { id, words, index } = start.current ?? { index: -1 };
    if (id === undefined || index < 0) {
      virtual.scrollToEnd();
      return;
    }
    virtual.scrollToIndex(index, { align: "center" });
    point(scroller.current, id, words ?? "");
  }, [virtual]);

  const rows = virtual.getVirtualItems();
  const first = rows[0]?.index ?? 0;
  const last = rows.at(-1)?.index ?? 0;
  const wantsOlder = older.has && !older.loading && begun && first < 5;
  const wantsNewer = newer.has && !newer.loading && last > entries.length - 5;
  const { load: loadOlder } = older;
  const { load: loadNewer } = newer;
  useEffect(() => {
    if (wantsOlder) loadOlder();
  }, [wantsOlder, loadOlder]);
  useEffect(() => {
    if (wantsNewer) loadNewer();
  }, [wantsNewer, loadNewer]);

  return (
    <div className="relative min-h-0 flex-1">
      {(older.loading || newer.loading) && (
        <div role="status" className="pointer-events-none absolute inset-x-0 top-2 z-10 grid place-items-center">
          <span className="appear flex items-center gap-2 rounded-chip border border-line bg-raised px-3 py-1 text-tiny text-muted shadow-float">
            <LoaderCircle aria-hidden className="size-3.5 animate-spin" />
            {older.loading ? text.chat.loadingOlder : text.search.loadingNewer}
          </span>
        </div>
      )}
      <div
        ref={scroller}
        role="log"
        aria-live="off"
        aria-label={label}
        tabIndex={0}
        className="thin-scroll h-full overflow-x-hidden overflow-y-auto overscroll-contain focus-visible:-outline-offset-2"
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

/** Nothing can be scrolled: the rows leave room. */
function isWhollySeen(list: Virtualizer<HTMLDivElement, Element>): boolean {
  return list.scrollRect !== null && list.getTotalSize() <= list.scrollRect.height;
}

function indexOf(entries: readonly Entry[], messageId: string): number {
  return entries.findIndex((entry) => "message" in entry && entry.message?.id === messageId);
}

const PATIENCE_FRAMES = 60;
const SHOWN_MS = 4_000;
const SETTLING_LOOKS = 5;
const LOOK_MS = 100;

/** Marks the message for a moment and puts the focus on it, once the list has drawn it. */
function point(list: HTMLElement | null, messageId: string, words: string, frames = 0): void {
  const found = list?.querySelector<HTMLElement>(`[data-message="${CSS.escape(messageId)}"]`);
  if (!found) {
    if (frames < PATIENCE_FRAMES) requestAnimationFrame(() => point(list, messageId, words, frames + 1));
    return;
  }
  found.tabIndex = -1;
  found.focus({ preventScroll: true });
  found.dataset["hit"] = "";
  markWords(found, words);
  hold(list, messageId, words, SETTLING_LOOKS);
  setTimeout(() => {
    delete found.dataset["hit"];
    unmarkWords();
  }, SHOWN_MS);
}

/** While the list finds out how tall its rows are it may draw the message anew, which takes the focus away. */
function hold(list: HTMLElement | null, messageId: string, words: string, looks: number): void {
  setTimeout(() => {
    const found = list?.querySelector<HTMLElement>(`[data-message="${CSS.escape(messageId)}"]`);
    if (found && document.activeElement === document.body) {
      found.tabIndex = -1;
      found.focus({ preventScroll: true });
      found.dataset["hit"] = "";
      markWords(found, words);
      setTimeout(() => delete found.dataset["hit"], SHOWN_MS);
    }
    if (looks > 1) hold(list, messageId, words, looks - 1);
  }, LOOK_MS);
}

function guess(entry: Entry | undefined): number {
  if (entry?.kind === "day") return 40;
  if (entry?.kind === "answer" && entry.turn?.silent) return 32;
  return entry?.kind === "answer" ? 160 : 76;
}
