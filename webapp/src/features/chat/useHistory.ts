import { useInfiniteQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { flatten, historyQuery, windowQuery } from "@/api/messages";

/** A message to go to, and the words to mark in it. */
export interface Target {
  id: string;
  words: string;
}

/** The messages that are shown: the newest ones with what comes, or a part of the past that somebody went to. */
export function useHistory(roomId: string) {
  const [target, setTarget] = useState<Target>();
  const around = target?.id;
  const newest = useInfiniteQuery(historyQuery(roomId));
  const past = useInfiniteQuery({ ...windowQuery(roomId, around ?? ""), enabled: around !== undefined });
  const inPast = around !== undefined && past.isSuccess;
  const shown = inPast ? past : newest;
  const messages = useMemo(() => flatten(shown.data), [shown.data]);
  const toLatest = useCallback(() => setTarget(undefined), []);
  return {
    newest,
    messages,
    /** The message in the middle of the part of the past that is shown. */
    past: inPast ? target : undefined,
    pastProblem: around !== undefined && past.isError ? past.error : undefined,
    goTo: setTarget,
    toLatest,
    older: { has: shown.hasNextPage, loading: shown.isFetchingNextPage, load: () => void shown.fetchNextPage() },
    newer: { has: inPast && past.hasPreviousPage, loading: past.isFetchingPreviousPage, load: () => void past.fetchPreviousPage() },
  };
}

export type Direction = ReturnType<typeof useHistory>["older"];
