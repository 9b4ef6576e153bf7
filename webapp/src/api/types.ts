/**
 * The wire types, by hand until they come from the server's own OpenAPI document (`npm run api` writes `schema.gen.ts`).
 * Nothing outside this folder knows where they come from.
 */

export interface User {
  id: string;
  username: string;
  email: string | null;
  role: "ADMIN" | "MEMBER";
  is_active: boolean;
  is_superuser: boolean;
  full_name: string | null;
  created_at: string;
}

export interface SessionInfo {
  id: string;
  device: string;
  address: string;
  created_at: string;
  last_used_at: string;
  current: boolean;
}

export interface Room {
  id: string;
  name: string;
  description: string | null;
  created_by: string;
  created_at: string;
  updated_at: string;
  persona: string | null;
  execution_allowed: boolean;
  /** In lists and in the detail. */
  mine?: Mine;
}

/** How the asking person keeps a room; nobody else sees it. */
export interface Mine {
  folder: string | null;
  pinned: boolean;
  /** Messages of others after `read_up_to`; 100 means as many or more. */
  unread: number;
  read_up_to: string | null;
}

export type RoomRole = "OWNER" | "MOD" | "MEMBER" | "VIEWER" | "BOT";

export interface Member {
  id: string;
  room_id: string;
  user_id: string;
  role: RoomRole;
  joined_at: string;
}

export interface MessageMeta {
  interrupted?: boolean;
  agent?: string;
  source?: string;
  [key: string]: unknown;
}

export interface Message {
  id: string;
  room_id: string;
  sender_id: string;
  sender_type: "HUMAN" | "BOT";
  sender_username: string;
  sender_display_name: string | null;
  content: string;
  created_at: string;
  reply_to_id: string | null;
  meta_json: MessageMeta | null;
  edited_at?: string | null;
  /** Present when there are several versions of it. */
  branch?: { index: number; count: number; siblings: string[] } | null;
}

export interface MessageList {
  messages: Message[];
  total: number;
  has_more: boolean;
  has_newer?: boolean;
}

export type TurnState = "running" | "parked" | "done" | "stopped" | "failed" | "interrupted";

export interface TurnInfo {
  id: string;
  state: TurnState;
  started_at: string;
  ended_at: string | null;
  person_id: string;
  message_id: string;
  last_seq: number;
}

export type ToolStatus = "ok" | "empty" | "error" | "unavailable" | "denied" | "timeout";

export type ToolInput = Record<string, unknown>;

export type TurnEvent = { seq: number } & (
  | { type: "human_message"; message_id: string; turn_id: string }
  | { type: "routing"; payload: Record<string, unknown> }
  | { type: "tool_start"; tool: string; call_id?: string; title?: string; input?: ToolInput }
  | { type: "tool_done"; tool: string; call_id?: string; result?: string; status?: ToolStatus; duration_ms?: number }
  | { type: "token"; token: string; agent?: string }
  | {
      type: "confirm_required";
      confirm_id: string;
      turn_id: string;
      tool: string;
      title: string;
      input: ToolInput;
      reason: string;
      expires_at: string;
    }
  | { type: "done"; message_id?: string; silent?: boolean; interrupted?: boolean }
  | { type: "error"; error: string; detail: string; code: string; fatal?: boolean }
);

export interface Confirmation {
  confirm_id: string;
  turn_id: string;
  room_id: string;
  room_name: string;
  tool: string;
  title: string;
  input: ToolInput;
  reason: string;
  kind: string;
  requested_by: string;
  created_at: string;
  expires_at: string;
  can_decide: boolean;
}

export interface Decision {
  confirm_id: string;
  status: "approved" | "denied" | "missing";
  tool_name: string;
  room_id: string;
  result: string | null;
}

export interface Items<T> {
  items: T[];
  count: number;
}

export interface Model {
  id: string;
  description: string;
  active: boolean;
  configured: boolean;
  provider: string;
}

export interface ModelList {
  models: Model[];
  active: string;
}

export interface Provider {
  id: string;
  label: string;
  configured: boolean;
  reachable: boolean | null;
  models_available: boolean | null;
  available_models: string[];
  models: string[];
  base_url: string | null;
  locked: boolean;
  builtin: boolean;
  /** Whether a bundle for it is there. */
  installed?: boolean;
}

export interface OllamaStatus {
  reachable: boolean;
  base_url: string;
  models: string[];
  model_ids: string[];
  models_available: boolean;
}

export interface ModelsConfig {
  active_model: string;
  default_selection: { provider: string; model: string; label: string };
  providers: Provider[];
  model_labels: Record<string, string>;
  ollama_status: OllamaStatus;
  notices: string[];
}

export interface ModelsChange {
  providers?: Record<string, string>;
  default_selection?: { provider: string; model: string };
}

export interface ModelTest {
  provider: string;
  api_key?: string;
  base_url?: string;
  model?: string;
}

export type ModelTestResult =
  | { ok: true; models: string[]; latency_ms: number }
  | { ok: false; code: "credentials_wrong" | "unreachable" | "upstream_failed" | "timeout"; detail: string };

export interface Skill {
  name: string;
  description: string;
  scope: string;
  action_type: string;
  high_risk: boolean;
  requires_execution_gate: boolean;
  default_action: string;
  skill_id?: string;
  version?: string;
  resource?: string;
  available?: boolean;
  unavailable_reason?: string | null;
  required_config?: string[];
}

export type SettingValue = string | number | boolean | null;

export interface Setting {
  key: string;
  group: string;
  group_title: string;
  title: string;
  description: string;
  /** `integer`, `string`, `boolean`, `duration`, `secret`, `enum`; others are edited as text. */
  type: string;
  /** Several values; shown and sent as text with commas. */
  list: boolean;
  options: string[] | null;
  min: string | null;
  max: string | null;
  default: SettingValue;
  value: SettingValue;
  is_set: boolean;
  source: "default" | "file" | "environment" | "saved";
  locked: boolean;
  /** The file with its line, or the variable, that fixes the value. */
  origin: string | null;
  env: string;
}

export interface OnlineUser {
  user_id: string;
  username: string;
  type: "HUMAN" | "BOT";
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
