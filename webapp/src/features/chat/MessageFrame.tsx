import { Reply } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { fullTime, timeOfDay } from "@/text/format";
import { useSwipe } from "./useSwipe";

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
  /** A finger has swiped it to the right: a shorter way to one of the actions. */
  onSwipe?: (() => void) | undefined;
  children: ReactNode;
}

/** Who said it and when; the time and the actions recede until pointer or focus come. */
export function MessageFrame({ id, who, icon, at, note, actions, tinted, onSwipe, children }: MessageFrameProps) {
  const swipe = useSwipe(onSwipe);
  return (
    <article
      aria-label={`${who}, ${timeOfDay(at)}`}
      data-message={id}
      className={cn(
        "group/message relative pointer-coarse:pt-0",
        tinted ? "-mx-3.5 my-2 rounded-card bg-bg px-3.5 py-2" : "py-3",
        onSwipe && "touch-pan-y touch-pinch-zoom transition-[translate] duration-150 data-swipe:transition-none",
      )}
      {...swipe}
    >
      {onSwipe && (
        <span
          aria-hidden
          className="absolute top-1.5 right-full mr-2 hidden size-8 place-items-center rounded-full border border-line bg-raised text-muted group-data-swipe/message:grid group-data-[swipe=enough]/message:border-accent group-data-[swipe=enough]/message:bg-accent group-data-[swipe=enough]/message:text-on-accent"
        >
          <Reply className="size-4" />
        </span>
      )}
      <header className="mb-1 flex h-6 items-center gap-2 text-small pointer-coarse:mb-0 pointer-coarse:h-11">
        {icon}
        <span className="truncate font-semibold">{who}</span>
        <time dateTime={new Date(at).toISOString()} title={fullTime(at)} className="tabular text-tiny whitespace-nowrap text-muted">
          {timeOfDay(at)}
        </time>
        {note}
        <span className="ml-auto flex shrink-0 pointer-coarse:-mr-3.5 opacity-0 transition-opacity duration-150 group-hover/message:opacity-100 focus-within:opacity-100 pointer-coarse:opacity-100">
          {actions}
        </span>
      </header>
      {children}
    </article>
  );
}
