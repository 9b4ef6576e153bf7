import type { LiveState } from "./liveState";

/**
 * Whether an answer is under way: a turn runs, or something was said whose turn is not known yet. The socket may tell that a message is stored
 * before its stream names the turn; what is sent in between must wait like any other, and not become a second question.
 */
export function isAnswering({ turns, drafts }: Pick<LiveState, "turns" | "drafts">): boolean {
  const begun = new Set(turns.flatMap((turn) => turn.humanMessageId ?? []));
  return (
    turns.some((turn) => turn.state === "running") ||
    drafts.some((draft) => draft.state === "sending" && !draft.settled && (draft.messageId === undefined || !begun.has(draft.messageId)))
  );
}
