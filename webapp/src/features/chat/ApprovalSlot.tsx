import { useQuery } from "@tanstack/react-query";
import { use } from "react";
import { roomApprovalsQuery } from "@/api/approvals";
import type { ApprovalPart } from "./live/turn";
import { useRoomHere } from "./RoomContext";
import { ChatSlotsContext } from "./slots";

export function ApprovalSlot({ part, turnId }: { part: ApprovalPart; turnId: string }) {
  const { Approval } = use(ChatSlotsContext);
  const { roomId, live } = useRoomHere();
  const open = useQuery({ ...roomApprovalsQuery(roomId), enabled: part.state === "pending" });
  const known = open.data?.items.find((item) => item.confirm_id === part.confirmId);
  return (
    <Approval
      title={part.title}
      input={part.input}
      reason={part.reason}
      expiresAt={part.expiresAt}
      state={part.state}
      decidedAt={part.decidedAt}
      decidedHere={part.decidedHere}
      canDecide={known?.can_decide ?? true}
      onApprove={() => live.approve(turnId, part.confirmId)}
      onDeny={() => live.deny(turnId, part.confirmId)}
      onExpire={() => live.expire(turnId, part.confirmId)}
    />
  );
}
