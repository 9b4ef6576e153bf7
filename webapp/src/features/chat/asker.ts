import type { Message } from "@/api/types";

/** Who asked what this message answers: the last person who spoke before it. Undefined where that is not among the messages. */
export function askerIn(messages: readonly Message[], answerId: string): string | undefined {
  const at = messages.findIndex((message) => message.id === answerId);
  return messages.slice(0, Math.max(0, at)).findLast((message) => message.sender_type === "HUMAN")?.sender_id;
}
