import type { ReactNode } from "react";
import { fullTime, timeOfDay } from "@/text/format";

interface MessageFrameProps {
  /** Of the stored message. */
  id?: string | undefined;
  who: string;
  icon?: ReactNode;
  at: string | number;
  note?: ReactNode;
  actions?: ReactNode;
  /** Set off from the answers, so that questions are found again in a long room. */
  tinted?: boolean;
  children: ReactNode;
}

/** Who said it and when; the time and the actions recede until pointer or focus come. */
export function MessageFrame({ id, who, icon, at, note, actions, tinted, children }: MessageFrameProps) {
  return (
    <article aria-label={`${who}, ${timeOfDay(at)}`} data-message={id} className={tinted ? "group/message -mx-3.5 my-2 rounded-card bg-bg px-3.5 py-2" : "group/message py-3"}>
      <header className="mb-1 flex h-6 items-center gap-2 text-small">
        {icon}
        <span className="truncate font-semibold">{who}</span>
        <time dateTime={new Date(at).toISOString()} title={fullTime(at)} className="tabular text-tiny text-muted">
          {timeOfDay(at)}
        </time>
        {note}
        <span className="ml-auto flex shrink-0 opacity-0 transition-opacity duration-150 group-hover/message:opacity-100 focus-within:opacity-100 pointer-coarse:opacity-100">
          {actions}
        </span>
      </header>
      {children}
    </article>
  );
}
