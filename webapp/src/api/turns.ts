import { request } from "./http";
import { streamEvents } from "./sse";
import type { Items, TurnEvent, TurnInfo, TurnState } from "./types";

/** The newest 50, in any state unless one is named. */
export const listTurns = (roomId: string, state?: TurnState) =>
  request<Items<TurnInfo>>(`/chat/rooms/${roomId}/turns`, { query: { state } });

/** Says something and streams the turn that answers it. The turn goes on at the server when the stream breaks. */
export const say = (roomId: string, content: string, replyToId: string | undefined, signal: AbortSignal) =>
  streamEvents<TurnEvent>(`/chat/rooms/${roomId}/messages/stream`, {
    method: "POST",
    body: { content, ...(replyToId === undefined ? {} : { reply_to_id: replyToId }) },
    signal,
  });

/** Answers the same question once more; the new answer becomes a sibling of the old one. */
export const regenerate = (roomId: string, messageId: string, signal: AbortSignal) =>
  streamEvents<TurnEvent>(`/chat/rooms/${roomId}/messages/${messageId}/regenerate`, { method: "POST", signal });

/** Asks with other words; question and answer become siblings of the old ones. */
export const rerun = (roomId: string, messageId: string, content: string, signal: AbortSignal) =>
  streamEvents<TurnEvent>(`/chat/rooms/${roomId}/messages/${messageId}/rerun`, { method: "POST", body: { content }, signal });

/** Approves a parked call and streams the rest of its turn. */
export const approveAndFollow = (roomId: string, confirmId: string, signal: AbortSignal) =>
  streamEvents<TurnEvent>(`/chat/rooms/${roomId}/messages/stream`, {
    method: "POST",
    body: { content: "", confirm_id: confirmId },
    signal,
  });

/** Replays what came after event `after` and then goes on live. */
export const followTurn = (roomId: string, turnId: string, after: number, signal: AbortSignal) =>
  streamEvents<TurnEvent>(`/chat/rooms/${roomId}/turns/${turnId}/events`, { query: { after }, signal });

export const stopTurn = (roomId: string, turnId: string) =>
  request<{ stopped: boolean }>(`/chat/rooms/${roomId}/turns/${turnId}/stop`, { method: "POST" });
