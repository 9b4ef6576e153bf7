import { useEffect, useEffectEvent, useState } from "react";
import { countdown } from "@/text/format";
import { text } from "@/text/text";

/** The time left, ticking once a second. Not a live region: nobody wants to hear every second. */
export function Countdown({ until, onEnd }: { until: string; onEnd: () => void }) {
  const end = Date.parse(until);
  const [left, setLeft] = useState(() => end - Date.now());
  const tick = useEffectEvent((): boolean => {
    const next = end - Date.now();
    setLeft(next);
    if (next <= 0) onEnd();
    return next <= 0;
  });
  const over = left <= 0;
  useEffect(() => {
    if (over) return;
    const timer = setInterval(() => {
      if (tick()) clearInterval(timer);
    }, 1_000);
    return () => clearInterval(timer);
  }, [over]);
  return (
    <span className={`tabular shrink-0 text-small ${left < 60_000 ? "font-medium text-danger" : "text-muted"}`}>
      {text.approvals.left(countdown(left))}
    </span>
  );
}
