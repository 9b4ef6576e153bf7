import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useEffect, type RefObject } from "react";
import type { Offered } from "@/api/offered";
import { useNotices } from "@/components/notices";
import { wordsFor } from "@/components/states";
import { text } from "@/text/text";
import type { MessageListHandle } from "./MessageList";
import type { useHistory } from "./useHistory";

/** Goes to a message: in what is loaded, else in the past around it. Also obeys `?message=` in the address. */
export function useJump(list: RefObject<MessageListHandle | null>, history: ReturnType<typeof useHistory>, offered: Offered) {
  const { tell } = useNotices();
  const navigate = useNavigate();
  const wanted = useSearch({ strict: false }) as { message?: string; words?: string };
  const { goTo, pastProblem, toLatest } = history;
  const ready = history.newest.isSuccess;

  const jumpTo = useCallback(
    (id: string, marked = "") => {
      if (list.current?.toMessage(id, marked)) return;
      if (offered.has("around")) goTo({ id, words: marked });
      else tell(text.search.notLoaded);
    },
    [list, offered, goTo, tell],
  );

  useEffect(() => {
    if (pastProblem === undefined) return;
    tell(wordsFor(pastProblem), "danger");
    toLatest();
  }, [pastProblem, tell, toLatest]);

  // What a server can do is known a moment after the first messages.
  const known = offered.size > 0;
  useEffect(() => {
    if (wanted.message === undefined || !ready || !known) return;
    const { message, words: marked } = wanted;
    const frame = requestAnimationFrame(() => {
      jumpTo(message, marked);
      void navigate({ to: ".", search: {}, replace: true });
    });
    return () => cancelAnimationFrame(frame);
  }, [wanted, ready, known, jumpTo, navigate]);

  return jumpTo;
}
