import { useInfiniteQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { flatten, historyQuery, windowQuery } from "@/api/messages";

/** The messages that are shown: the newest ones with what comes, or a part of the past that somebody went to. */
export function useHistory(roomId: string) {
  const [around, setAround] = useState<string>();
  const newest = useInfiniteQuery(historyQuery(roomId));
  const past = useInfiniteQuery({ ...windowQuery(roomId, around ?? ""), enabled: around !== undefined });
  const inPast = around !== undefined && past.isSuccess;
  const shown = inPast ? past : newest;
  const messages = useMemo(() => flatten(shown.data), [shown.data]);
  const toLatest = useCallback(() => setAround(undefined), []);
  return {
    newest,
    messages,
    /** The message in the middle of the part of the past that is shown. */
    past: inPast ? around : undefined,
    pastProblem: around !== undefined && past.isError ? past.error : undefined,
    goTo: setAround,
    toLatest,
    older: { has: shown.hasNextPage, loading: shown.isFetchingNextPage, load: () => void shown.fetchNextPage() },
    newer: { has: inPast && past.hasPreviousPage, loading: past.isFetchingPreviousPage, load: () => void past.fetchPreviousPage() },
  };
}

export type Direction = ReturnType<typeof useHistory>["older"];
