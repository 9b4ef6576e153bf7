import { memo } from "react";
import { dayOf } from "@/text/format";
import { Answer } from "./Answer";
import { DraftMessage, HumanMessage } from "./HumanMessage";
import type { Entry } from "./live/timeline";
import { ClearedRow, NoteRow } from "./NoteRow";

export const EntryRow = memo(
  function EntryRow({ entry }: { entry: Entry }) {
    switch (entry.kind) {
      case "day":
        return (
          <div className="flex items-center gap-3 py-2.5 text-tiny text-muted">
            <span aria-hidden className="h-px flex-1 bg-line" />
            {dayOf(entry.date, new Date())}
            <span aria-hidden className="h-px flex-1 bg-line" />
          </div>
        );
      case "message":
        return <HumanMessage message={entry.message} />;
      case "note":
        return <NoteRow note={entry.note} />;
      case "cleared":
        return <ClearedRow />;
      case "draft":
        return <DraftMessage draft={entry.draft} />;
      case "answer":
        return <Answer turn={entry.turn} message={entry.message} />;
    }
  },
  (before, after) => same(before.entry, after.entry),
);

/** Entries are made anew for every event, what they show is not. */
function same(a: Entry, b: Entry): boolean {
  if (a.kind === "day" && b.kind === "day") return a.date === b.date;
  if (a.kind === "message" && b.kind === "message") return a.message === b.message;
  if (a.kind === "draft" && b.kind === "draft") return a.draft === b.draft;
  if (a.kind === "note" && b.kind === "note") return a.note === b.note;
  if (a.kind === "cleared") return b.kind === "cleared";
  return a.kind === "answer" && b.kind === "answer" && a.turn === b.turn && a.message === b.message;
}
