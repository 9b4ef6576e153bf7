import { createContext, type ComponentType } from "react";
import type { ToolInput } from "@/api/types";

export interface ApprovalProps {
  title: string;
  input: ToolInput;
  reason: string;
  expiresAt: string;
  state: "pending" | "approved" | "denied" | "expired";
  decidedAt: number | undefined;
  decidedHere: boolean;
  /** False where another person must decide. */
  canDecide: boolean;
  onApprove: () => Promise<unknown>;
  onDeny: () => Promise<unknown>;
  onExpire: () => void;
}

/** Parts that other features contribute to a chat; the app fills them in. */
export interface ChatSlots {
  Approval: ComponentType<ApprovalProps>;
  ModelPicker: ComponentType;
  /** Stands in an empty room as long as no model is chosen. */
  FirstRun: ComponentType;
  /** The same in a line, for a room in which something was said before. */
  ModelNeeded: ComponentType;
}

const nothing = () => null;

export const ChatSlotsContext = createContext<ChatSlots>({ Approval: nothing, ModelPicker: nothing, FirstRun: nothing, ModelNeeded: nothing });
