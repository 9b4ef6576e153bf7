import { CloudOff } from "lucide-react";
import { useEffect, useState } from "react";
import type { SocketState } from "@/api/socket";
import { text } from "@/text/text";

/** A hiccup of less than this is nobody's concern. */
const PATIENCE_MS = 1_500;

export function ConnectionNote({ state }: { state: SocketState }) {
  const [lost, setLost] = useState(false);
  useEffect(() => {
    if (state !== "lost") return;
    const timer = setTimeout(() => setLost(true), PATIENCE_MS);
    return () => {
      clearTimeout(timer);
      setLost(false);
    };
  }, [state]);
  return (
    <div role="status">
      {lost && (
        <p className="appear flex items-center justify-center gap-2 border-t border-wait/30 bg-wait-soft px-4 py-1.5 text-small text-wait">
          <CloudOff aria-hidden className="size-4" />
          {text.chat.connectionLost}
        </p>
      )}
    </div>
  );
}
