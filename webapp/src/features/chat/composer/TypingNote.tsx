import { text } from "@/text/text";

/** Who else is writing; keeps its height, so that nothing moves when somebody starts. */
export function TypingNote({ names }: { names: readonly string[] }) {
  return (
    <p role="status" className="h-4 truncate px-4 text-tiny leading-4 text-muted">
      {names.length > 0 && text.composer.typing(names)}
    </p>
  );
}
