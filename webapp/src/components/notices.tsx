import { CircleAlert, CircleCheck, X } from "lucide-react";
import { createContext, use, useCallback, useMemo, useRef, useState, type ReactNode } from "react";
import { text } from "@/text/text";
import { IconButton } from "./ui/icon-button";

interface Notice {
  id: number;
  words: string;
  tone: "ok" | "danger";
}

interface Notices {
  /** Shows a line for a few seconds; it is read aloud as well. */
  tell: (words: string, tone?: Notice["tone"]) => void;
  /** Only read aloud. */
  announce: (words: string) => void;
}

const Context = createContext<Notices>({ tell: () => undefined, announce: () => undefined });

export const useNotices = () => use(Context);

const SHOWN_MS = 6_000;

export function NoticesProvider({ children }: { children: ReactNode }) {
  const [notices, setNotices] = useState<Notice[]>([]);
  const [spoken, setSpoken] = useState("");
  const next = useRef(0);

  const drop = useCallback((id: number) => setNotices((all) => all.filter((notice) => notice.id !== id)), []);
  const tell = useCallback(
    (words: string, tone: Notice["tone"] = "ok") => {
      const id = next.current++;
      setNotices((all) => [...all.slice(-2), { id, words, tone }]);
      setTimeout(() => drop(id), SHOWN_MS);
    },
    [drop],
  );
  const value = useMemo(() => ({ tell, announce: setSpoken }), [tell]);

  return (
    <Context value={value}>
      {children}
      <div aria-live="polite" className="sr-only" data-live-region>
        {spoken}
      </div>
      <div
        role="status"
        className="pointer-events-none fixed inset-x-4 top-16 z-50 flex flex-col items-center gap-2 md:top-auto md:bottom-4 md:items-end"
      >
        {notices.map(({ id, words, tone }) => (
          <div
            key={id}
            className="appear pointer-events-auto flex max-w-lg items-center gap-2 rounded-card border border-line bg-raised py-1.5 pr-1.5 pl-3 text-small shadow-float"
          >
            {tone === "ok" ? (
              <CircleCheck aria-hidden className="size-4 shrink-0 text-ok" />
            ) : (
              <CircleAlert aria-hidden className="size-4 shrink-0 text-danger" />
            )}
            <span>{words}</span>
            <IconButton label={text.common.dismiss} onClick={() => drop(id)}>
              <X aria-hidden className="size-4" />
            </IconButton>
          </div>
        ))}
      </div>
    </Context>
  );
}
