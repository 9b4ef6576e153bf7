import { EyeOff, Terminal } from "lucide-react";
import { Button } from "@/components/ui/button";
import { text } from "@/text/text";
import type { Note } from "./live/note";
import { useRoomHere } from "./RoomContext";

/** What came of a command. */
export function NoteRow({ note }: { note: Note }) {
  return (
    <section aria-label={note.line} className="my-2 rounded-card border border-dashed border-control/60 px-3.5 py-2.5">
      <header className="mb-1 flex flex-wrap items-center gap-x-2 text-tiny text-muted">
        <Terminal aria-hidden className="size-3.5" />
        <code className="font-mono">{note.line}</code>
        <span className="ml-auto">{text.composer.onlyYou}</span>
      </header>
      <div role={note.failed ? "alert" : undefined} className={`text-small break-words whitespace-pre-wrap ${note.failed ? "text-danger" : ""}`}>
        {note.text}
      </div>
    </section>
  );
}

/** Stands where the view was emptied. */
export function ClearedRow() {
  const { live } = useRoomHere();
  return (
    <div className="flex flex-wrap items-center justify-center gap-2 py-2 text-small text-muted">
      <EyeOff aria-hidden className="size-4" />
      {text.composer.cleared}
      <Button size="sm" onClick={() => live.clear(undefined)}>
        {text.composer.showCleared}
      </Button>
    </div>
  );
}
