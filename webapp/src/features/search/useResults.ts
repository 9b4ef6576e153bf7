import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useOffered } from "@/api/offered";
import { roomsQuery } from "@/api/rooms";
import { searchEverywhere, searchRoom, type Hit } from "@/api/search";
import type { Room } from "@/api/types";

export type Result = { kind: "room"; key: string; room: Room } | { kind: "hit"; key: string; hit: Hit };

const SHORTEST = 2;
const ROOMS = 5;
const PAUSE_MS = 180;

/** Rooms whose name fits, at once; messages as soon as the typing pauses. */
export function useResults(typed: string, roomId: string | undefined, onlyHere: boolean) {
  const words = useSettled(typed.trim(), PAUSE_MS);
  const offered = useOffered();
  const rooms = useQuery(roomsQuery).data ?? [];
  const everywhere = offered.has("search");
  const place = onlyHere || !everywhere ? roomId : undefined;
  const can = everywhere || (offered.has("searchRoom") && place !== undefined);
  const found = useInfiniteQuery({
    queryKey: ["search", words, place ?? ""],
    queryFn: ({ pageParam, signal }) => {
      if (everywhere) return searchEverywhere(words, pageParam, place, signal);
      const name = rooms.find((room) => room.id === place)?.name ?? "";
      return searchRoom(place ?? "", name, words, signal);
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    enabled: can && words.length >= SHORTEST,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
  const named = typed.trim() === "" || onlyHere ? [] : rooms.filter((room) => room.name.toLowerCase().includes(typed.trim().toLowerCase())).slice(0, ROOMS);
  const hits = words.length < SHORTEST ? [] : (found.data?.pages.flatMap((page) => page.hits) ?? []);
  const results: Result[] = [
    ...named.map((room) => ({ kind: "room" as const, key: room.id, room })),
    ...hits.map((hit) => ({ kind: "hit" as const, key: hit.message.id, hit })),
  ];
  return { results, found, words, short: words.length > 0 && words.length < SHORTEST, settled: words === typed.trim() && !found.isFetching };
}

function useSettled(value: string, pause: number): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pause);
    return () => clearTimeout(timer);
  }, [value, pause]);
  return settled;
}
