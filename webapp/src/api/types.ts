import type * as wire from "./schema.gen";

/**
 * What the pages call the wire types. They come from the server's own OpenAPI document (`npm run api` writes `schema.gen.ts`, and a test holds
 * it against the product). What a socket sends stands in no such document and is written here.
 */

export type User = wire.Account;
export type SessionInfo = wire.SessionView;
export type Room = wire.RoomView;
export type Mine = wire.Mine;
export type RoomRole = wire.RoomRole;
export type Member = wire.MemberView;

export interface MessageMeta {
  interrupted?: boolean;
  agent?: string;
  source?: string;
  [key: string]: unknown;
}

export type Message = Omit<wire.MessageView, "meta_json"> & { meta_json: MessageMeta | null };
export type MessageList = Omit<wire.MessageListView, "messages"> & { messages: Message[] };

export type TurnInfo = wire.TurnView;
export type TurnState = TurnInfo["state"];
export type ToolStatus = wire.ToolDoneEvent["status"];
export type ToolInput = Record<string, unknown>;
/** Browsers are sent whole events, never the short forms for scripts. */
export type TurnEvent = Exclude<wire.StreamEvent, wire.ToolChipEvent | wire.ConfirmEvent>;

export type Confirmation = wire.ConfirmationView;
export type Decision = wire.Decided;

export interface Items<T> {
  items: T[];
  count: number;
}

export type Model = wire.ModelView;
export type ModelList = wire.ModelsView;
export type Provider = wire.ModelProvider;
export type OllamaStatus = wire.OllamaStatusView;
export type ModelsConfig = wire.ModelConfigView;
export type ModelsChange = wire.ModelConfigChange;
export type ModelTest = wire.ModelTest;
export type ModelTestResult = wire.ModelTestOutcome;

export type Skill = wire.SkillView;

export type SettingValue = string | number | boolean | null;
export type Setting = Omit<wire.SettingView, "default" | "value" | "min" | "max"> & { default: SettingValue; value: SettingValue; min: string | null; max: string | null };

export interface OnlineUser {
  user_id: string;
  username: string;
  type: wire.PersonType;
  display_name: string | null;
}

export type RoomFrame =
  | { type: "connected"; room_id: string; can_send: boolean; online_users: OnlineUser[] }
  | { type: "message" | "message_changed"; message: Message }
  | { type: "message_deleted"; message_id: string }
  | { type: "path_changed" }
  | { type: "turn"; turn_id: string; state: TurnState; message_id: string }
  | { type: "confirmation"; confirm_id?: string; state: string }
  | { type: "presence"; online_users: OnlineUser[] }
  | { type: "typing"; payload: { user_id: string; username: string; is_typing: boolean } }
  | { type: "pong" | "ack" }
  | { type: "error"; message: string };
