import { infiniteQueryOptions, type InfiniteData, type QueryClient } from "@tanstack/react-query";
import { request } from "./http";
import type { Message, MessageList } from "./types";

const PAGE = 50;

/** A room's history, newest page first; each page is in the order of time. */
export const historyQuery = (roomId: string) =>
  infiniteQueryOptions({
    queryKey: ["history", roomId],
    queryFn: ({ pageParam, signal }) =>
      request<MessageList>(`/chat/rooms/${roomId}/messages`, { query: { limit: PAGE, before: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => (page.has_more ? page.messages[0]?.created_at : undefined),
    staleTime: 0,
    gcTime: 5 * 60_000,
  });

type Place = { around: string } | { before: string } | { after: string };

/** The history around one message, read on in both directions; newest page first, as above. */
export const windowQuery = (roomId: string, messageId: string) =>
  infiniteQueryOptions({
    queryKey: ["history", roomId, "around", messageId],
    queryFn: ({ pageParam, signal }) =>
      request<MessageList>(`/chat/rooms/${roomId}/messages`, { query: { limit: PAGE, ...pageParam }, signal }),
    initialPageParam: { around: messageId } as Place,
    getNextPageParam: (page): Place | undefined => endOf(page.has_more, page.messages[0], "before"),
    getPreviousPageParam: (page): Place | undefined => endOf(page.has_newer === true, page.messages.at(-1), "after"),
    staleTime: 60_000,
    gcTime: 60_000,
  });

function endOf(more: boolean, message: Message | undefined, side: "before" | "after"): Place | undefined {
  if (!more || !message) return undefined;
  return side === "before" ? { before: message.id } : { after: message.id };
}

export const readMessage = (roomId: string, messageId: string) =>
  request<Message>(`/chat/messages/${roomId}/message/${messageId}`);

export const editMessage = (roomId: string, messageId: string, content: string) =>
  request<Message>(`/chat/messages/${roomId}/message/${messageId}`, { method: "PATCH", body: { content } });

export const deleteMessage = (roomId: string, messageId: string) =>
  request<unknown>(`/chat/messages/${roomId}/message/${messageId}`, { method: "DELETE" });

/** Shows this version of a question or answer, with what followed it, in the place of its siblings. */
export const chooseMessage = (roomId: string, messageId: string) =>
  request<unknown>(`/chat/rooms/${roomId}/messages/${messageId}/choose`, { method: "POST" });

export type History = InfiniteData<MessageList, string | undefined>;

/** Puts a message that arrived by another way than a page read into the cached history. */
export function keepMessage(cache: QueryClient, message: Message): void {
  cache.setQueryData<History>(historyQuery(message.room_id).queryKey, (history) => history && withMessage(history, message));
}

export function dropMessage(cache: QueryClient, roomId: string, messageId: string): void {
  cache.setQueryData<History>(
    historyQuery(roomId).queryKey,
    (history) =>
      history && {
        ...history,
        pages: history.pages.map((page) => ({ ...page, messages: page.messages.filter((m) => m.id !== messageId) })),
      },
  );
}

/** Takes a message and all that followed it off the shown history; another version is about to stand there. Answers their ids. */
export function rewindTo(cache: QueryClient, roomId: string, messageId: string): string[] {
  const key = historyQuery(roomId).queryKey;
  const all = flatten(cache.getQueryData<History>(key)).map((message) => message.id);
  cache.setQueryData<History>(key, (history) => history && upTo(history, messageId));
  return all.includes(messageId) ? all.slice(all.indexOf(messageId)) : [];
}

export function upTo(history: History, messageId: string): History {
  const all = flatten(history);
  const from = all.findIndex((message) => message.id === messageId);
  if (from < 0) return history;
  const kept = new Set(all.slice(0, from).map((message) => message.id));
  return { ...history, pages: history.pages.map((page) => ({ ...page, messages: page.messages.filter((m) => kept.has(m.id)) })) };
}

export function withMessage(history: History, message: Message): History {
  const known = history.pages.findIndex((page) => page.messages.some((m) => m.id === message.id));
  const target = known < 0 ? 0 : known;
  return {
    ...history,
    pages: history.pages.map((page, index) => {
      if (index !== target) return page;
      const others = page.messages.filter((m) => m.id !== message.id);
      const messages = [...others, message].toSorted(inOrder);
      return { ...page, messages, total: known < 0 ? page.total + 1 : page.total };
    }),
  };
}

/** By time; ids grow with time and decide within the same millisecond. */
function inOrder(a: Message, b: Message): number {
  return Date.parse(a.created_at) - Date.parse(b.created_at) || a.id.localeCompare(b.id);
}

/** All loaded messages in the order of time, each once (pages may overlap after a refetch). */
export function flatten(history: { pages: readonly MessageList[] } | undefined): Message[] {
  if (!history) return [];
  const seen = new Set<string>();
  return history.pages
    .toReversed()
    .flatMap((page) => page.messages)
    .filter((message) => !seen.has(message.id) && seen.add(message.id));
}
