// Made by `npm run api` from the server's OpenAPI document. Do not edit.

export type Acceptance = {
  token: string;
  username: string;
  password: string;
  full_name?: string | null;
};

export type AccessToken = {
  access_token: string;
  token_type: string;
};

export type Account = {
  id: string;
  username: string;
  email: string | null;
  role: AccountRole;
  is_active: boolean;
  is_superuser: boolean;
  full_name: string | null;
  created_at: string;
};

export type AccountChange = {
  username?: string;
  full_name?: string | null;
  email?: string | null;
  role?: AccountRole;
  is_active?: boolean;
  password?: string;
};

export type AccountInvite = {
  id: string;
  role: AccountRole;
  expires_at: string;
  usage_limit: number;
  used_count: number;
  created_at: string;
  invited_by: string;
  token?: string;
};

export type AccountInvitePreview = {
  role: AccountRole;
  invited_by: string;
  expires_at: string;
};

export type AccountInviteToken = {
  token: string;
};

export type AccountList = {
  data: Account[];
  count: number;
};

export type AccountRole = "ADMIN" | "MEMBER";

export type Action = {
  type: string;
  value: string;
};

export type Archive = {
  format: "sparkbot-rooms";
  version: number;
  exported_at: string | null;
  username: string | null;
  rooms: ArchivedRoom[];
};

export type ArchivedArtifact = {
  id: string;
  author: ArchivedSender;
  type: "agenda" | "notes" | "decisions" | "action_items";
  content: string;
  created_at: string;
  from?: string;
  to?: string;
  meta?: unknown;
};

export type ArchivedArtifactInput = {
  id: string;
  author: ArchivedSenderInput;
  type: "agenda" | "notes" | "decisions" | "action_items";
  content: string;
  created_at: string;
  from?: string | null;
  to?: string | null;
  meta?: unknown;
};

export type ArchivedMessage = {
  id: string;
  sender: ArchivedSender;
  content: string;
  created_at: string;
  edited_at?: string;
  reply_to?: string;
  meta?: unknown;
  answers?: string;
  version_of?: string;
  aside?: string;
  versions?: ArchivedVersion[];
};

export type ArchivedMessageInput = {
  id: string;
  sender: ArchivedSenderInput;
  content: string;
  created_at: string;
  edited_at?: string | null;
  reply_to?: string | null;
  meta?: unknown;
  answers?: string | null;
  version_of?: string | null;
  aside?: string | null;
  versions?: ArchivedVersionInput[] | null;
};

export type ArchivedRoom = {
  room: ArchivedRoomFacts;
  messages: ArchivedMessage[];
  artifacts?: ArchivedArtifact[];
};

export type ArchivedRoomFacts = {
  name: string;
  description?: string;
  persona?: string;
  created_at: string;
  updated_at: string;
  meeting_mode_enabled: boolean;
  meeting_mode_bots_mention_only: boolean;
  meeting_mode_max_bot_msgs_per_min: number;
  meeting_mode_note_taker_bot_slug?: string;
  tool_rounds?: number;
  folder?: string;
  pinned: boolean;
};

export type ArchivedRoomFactsInput = {
  name: string;
  description?: string | null;
  persona?: string | null;
  created_at: string;
  updated_at: string;
  meeting_mode_enabled?: boolean;
  meeting_mode_bots_mention_only?: boolean;
  meeting_mode_max_bot_msgs_per_min?: number;
  meeting_mode_note_taker_bot_slug?: string | null;
  tool_rounds?: number | null;
  folder?: string | null;
  pinned?: boolean;
};

export type ArchivedRoomInput = {
  room: ArchivedRoomFactsInput;
  messages: ArchivedMessageInput[];
  artifacts?: ArchivedArtifactInput[] | null;
};

export type ArchivedSender = {
  me: boolean;
  username: string;
  name: string;
  type: "HUMAN" | "BOT";
};

export type ArchivedSenderInput = {
  me?: boolean;
  username: string;
  name: string;
  type: "HUMAN" | "BOT";
};

export type ArchivedVersion = {
  content: string;
  replaced_at: string;
};

export type ArchivedVersionInput = {
  content: string;
  replaced_at: string;
};

export type ArchiveInput = {
  format: "sparkbot-rooms";
  version?: number;
  exported_at?: string | null;
  username?: string | null;
  rooms: ArchivedRoomInput[];
};

export type ArtifactView = {
  id: string;
  room_id: string;
  created_at: string;
  created_by_user_id: string;
  type: "agenda" | "notes" | "decisions" | "action_items";
  window_start_ts: string | null;
  window_end_ts: string | null;
  content_markdown: string;
  meta_json: unknown;
};

export type AuditChain = {
  intact: boolean;
  first_broken: number | null;
  sealed_up_to: number;
  detail: string;
};

export type AuditItem = {
  id: string;
  created_at: string;
  tool_name: string;
  tool_input: unknown;
  tool_result: string;
  agent_name: string | null;
  model: string | null;
  user_id: string | null;
  room_id: string | null;
};

export type AuditPage = {
  items: AuditItem[];
  total: number;
  limit: number;
  offset: number;
};

export type AvailableAgent = {
  name: string;
  emoji: string;
  description: string;
  is_builtin: boolean;
};

export type Bootstrap = {
  room_id: string;
  room_name: string;
};

export type BranchView = {
  index: number;
  count: number;
  siblings: string[];
};

export type ChangedMember = {
  role: RoomRole;
};

export type ChatPerson = {
  id: string;
  username: string;
  type: "HUMAN" | "BOT";
  bot_display_name: string | null;
  bot_slug: string | null;
  bot_auto_mode: boolean;
  is_active: boolean;
  created_at: string;
  updated_at: string;
};

export type ChatUser = {
  id: string;
  username: string;
  type: PersonType;
  bot_display_name: string | null;
  bot_slug: string | null;
  bot_auto_mode: boolean;
  is_active: boolean;
  created_at: string;
  updated_at: string;
};

export type ChatUserChange = {
  username?: string;
  bot_display_name?: string | null;
  bot_auto_mode?: boolean;
};

export type CheckState = {
  name: string;
  state: "ok" | "warn" | "critical";
};

export type CleanedUp = {
  removed: number;
  message: string;
};

export type CommandLine = {
  text: string;
};

export type CommandList = {
  commands: CommandView[];
};

export type CommandOutcome = {
  text: string;
  action: Action | null;
};

export type CommandView = {
  name: string;
  aliases: string[];
  usage: string;
  summary: string;
  place: "server" | "client";
};

export type ConfirmationList = {
  items: ConfirmationView[];
  count: number;
};

export type ConfirmationView = {
  confirm_id: string;
  turn_id: string | null;
  room_id: string;
  room_name: string;
  tool: string;
  title: string;
  input: Record<string, unknown>;
  reason: string;
  kind: "confirm" | "privileged";
  requested_by: string;
  created_at: string;
  expires_at: string;
  can_decide: boolean;
};

export type ConfirmEvent = {
  type: "confirm";
  seq: number;
  message: string;
  confirm_id?: string;
};

export type ConfirmRequiredEvent = {
  type: "confirm_required";
  seq: number;
  confirm_id?: string;
  turn_id: string;
  tool: string;
  title: string;
  input: Record<string, unknown>;
  reason: string;
  expires_at: string;
};

export type Credentials = {
  passphrase?: string | null;
  username?: string | null;
  password?: string | null;
};

export type Decided = {
  confirm_id: string;
  status: "approved" | "denied";
  tool_name: string;
  room_id: string;
  result: string;
  verification_status: string | null;
  confidence: number | null;
  recommended_next_action: string | null;
};

export type DefaultSelection = {
  provider: string;
  model: string;
  label: string;
  locked: boolean;
};

export type DeviceView = {
  id: string;
  device: string;
  created_at: string;
  told_at: string | null;
};

export type DoneEvent = {
  type: "done";
  seq: number;
  message_id?: string;
  interrupted?: boolean;
  silent?: boolean;
  file_id?: string;
  file_url?: string;
};

export type EarlierVersion = {
  version: string;
  sha256: string;
  deployed_at: string;
};

export type Ended = {
  ended: number;
};

export type Error = {
  detail: string;
  code: ErrorCode;
};

export type ErrorCode = "account_inactive" | "already_exists" | "already_member" | "bad_request" | "conflict" | "context_length_exceeded" | "credentials_wrong" | "expired" | "feature_disabled" | "internal" | "invalid" | "invite_invalid" | "locked" | "method_not_allowed" | "model_not_found" | "name_taken" | "not_admin" | "not_allowed" | "not_configured" | "not_found" | "not_member" | "not_operator" | "not_signed_in" | "nothing_to_change" | "origin_refused" | "passphrase_wrong" | "pin_wrong" | "privileged_required" | "rate_limited" | "room_required" | "token_wrong" | "too_large" | "too_many_sessions" | "unavailable" | "unknown_model" | "unreadable" | "upstream_failed" | "viewer_read_only";

export type ErrorEvent = {
  type: "error";
  seq: number;
  error: string;
  detail: string;
  code: string;
};

export type Everywhere = {
  hits: Hit[];
  next: string | null;
};

export type Exchange = {
  human: MessageView | null;
  bot: MessageView | null;
};

export type FieldError = {
  type: string;
  loc: (string | number)[];
  msg: string;
};

export type ForOtherPrograms = {
  error: {
    message: string;
    type: string;
    param: null;
    code: ErrorCode;
  };
};

export type HealthRow = {
  name: string;
  state: "ok" | "warn" | "critical";
  detail: string;
  remedy: string;
};

export type Hit = {
  message: MessageView;
  room_id: string;
  room_name: string;
};

export type Hits = {
  messages: MessageView[];
  total: number;
  has_more: boolean;
  next: string | null;
};

export type HumanMessageEvent = {
  type: "human_message";
  seq: number;
  message_id: string;
  turn_id: string;
  file_id?: string;
  file_url?: string;
};

export type ImportedRooms = {
  rooms: number;
  messages: number;
};

export type Invalid = {
  detail: FieldError[] | string;
  code: ErrorCode;
};

export type JoinedAccount = {
  id: string;
  username: string;
  email: string | null;
  role: AccountRole;
  is_active: boolean;
  is_superuser: boolean;
  full_name: string | null;
  created_at: string;
  access_token?: string;
  token_type?: string;
};

export type JoinedRoom = {
  room_id: string;
  role: "OWNER" | "MOD" | "MEMBER" | "VIEWER" | "BOT";
  message: string;
};

export type JoinToken = {
  invite_token: string;
};

export type Keys = {
  p256dh: string;
  auth: string;
};

export type KeyScope = "read" | "chat" | "full";

export type KeyView = {
  id: string;
  name: string;
  prefix: string;
  scopes: KeyScope[];
  created_at: string;
  last_used_at: string | null;
  expires_at: string | null;
};

export type LocalRuntime = {
  default_local_model: string;
  base_url: string;
};

export type MadeKey = {
  id: string;
  name: string;
  prefix: string;
  scopes: KeyScope[];
  created_at: string;
  last_used_at: string | null;
  expires_at: string | null;
  key: string;
};

export type MemberView = {
  id: string;
  room_id: string;
  user_id: string;
  role: "OWNER" | "MOD" | "MEMBER" | "VIEWER" | "BOT";
  joined_at: string;
  user: ChatPerson | null;
};

export type MessageListView = {
  messages: MessageView[];
  total: number;
  has_more: boolean;
  has_newer: boolean;
};

export type MessageView = {
  id: string;
  room_id: string;
  sender_id: string;
  sender_type: "HUMAN" | "BOT";
  sender_username: string;
  sender_display_name: string | null;
  content: string;
  created_at: string;
  edited_at: string | null;
  reply_to_id: string | null;
  meta_json: Record<string, unknown> | null;
  branch: BranchView | null;
};

export type Mine = {
  folder: string | null;
  pinned: boolean;
  unread: number;
  read_up_to: string | null;
};

export type MineChange = {
  folder?: string | null;
  pinned?: boolean;
  read_up_to?: string;
};

export type ModelChoice = {
  model: string;
};

export type ModelChoiceView = {
  model: string;
  description: string;
  provider: string;
  persisted: boolean;
};

export type ModelConfigChange = {
  stack?: ModelStackChange | null;
  default_selection?: ModelSelection | null;
  providers?: Record<string, string> | null;
  local_runtime?: unknown;
  routing_policy?: unknown;
  agent_overrides?: unknown;
  comms?: unknown;
  token_guardian_mode?: unknown;
};

export type ModelConfigView = {
  active_model: string;
  stack: ModelStack;
  default_selection: DefaultSelection;
  local_runtime: LocalRuntime;
  routing_policy: RoutingPolicy;
  agent_overrides: Record<string, unknown>;
  available_agents: AvailableAgent[];
  token_guardian_mode: "off" | "shadow" | "live";
  providers: ModelProvider[];
  model_labels: Record<string, string>;
  comms: Record<string, Record<string, unknown>>;
  ollama_status: OllamaStatusView;
  notices: string[];
  restart_required: boolean;
};

export type ModelProvider = {
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
  installed: boolean;
  settings: string[];
};

export type ModelSelection = {
  provider: string;
  model: string;
};

export type ModelStack = {
  primary: string;
  backup_1: string;
  backup_2: string;
  heavy_hitter: string;
};

export type ModelStackChange = {
  primary?: string | null;
  backup_1?: string | null;
  backup_2?: string | null;
  heavy_hitter?: string | null;
};

export type ModelsView = {
  models: ModelView[];
  active: string;
};

export type ModelTest = {
  provider: string;
  api_key?: string | null;
  base_url?: string | null;
  model?: string | null;
};

export type ModelTestOutcome = {
  ok: boolean;
  models?: string[];
  latency_ms?: number;
  code?: "credentials_wrong" | "unreachable" | "timeout" | "upstream_failed";
  detail?: string;
};

export type ModelView = {
  id: string;
  label: string;
  description: string;
  active: boolean;
  configured: boolean;
  provider: string;
};

export type NewAccount = {
  username: string;
  password: string;
  email?: string | null;
  full_name?: string | null;
  role?: AccountRole | null;
  is_active?: boolean | null;
};

export type NewAccountInvite = {
  role?: AccountRole | null;
  expires_at?: string | null;
  usage_limit?: number | null;
};

export type NewArtifact = {
  type: "agenda" | "notes" | "decisions" | "action_items";
  content_markdown: string;
  window_start_ts?: string | null;
  window_end_ts?: string | null;
  meta_json?: Record<string, unknown> | null;
};

export type NewChatUser = {
  username: string;
  type?: PersonType | null;
  bot_display_name?: string | null;
  bot_slug?: string | null;
  bot_auto_mode?: boolean;
  password?: string | null;
};

export type NewKey = {
  name: string;
  scopes: KeyScope[];
  expires_in_days?: number | null;
};

export type NewMember = {
  user_id: string;
  role?: RoomRole | null;
};

export type NewMessage = {
  content?: string | null;
  reply_to_id?: string | null;
  confirm_id?: string | null;
};

export type NewPassword = {
  current_password: string;
  new_password: string;
};

export type NewRoom = {
  name: string;
  description?: string | null;
};

export type NewRoomInvite = {
  role?: RoomRole | null;
  usage_limit?: number | null;
  expires_at?: string | null;
};

export type NewSubscription = {
  endpoint: string;
  keys: Keys;
};

export type Notice = {
  message: string;
};

export type NoticesView = {
  public_key: string;
  devices: DeviceView[];
};

export type OllamaStatusView = {
  reachable: boolean;
  base_url: string;
  models: string[];
  model_ids: string[];
  models_available: boolean;
};

export type OpenAiAnswer = {
  role: "assistant";
  content: string | null;
  refusal: unknown;
  tool_calls?: OpenAiCallOutput[];
};

export type OpenAiCall = {
  index?: number | null;
  id: string;
  type: "function";
  function: OpenAiCalled;
};

export type OpenAiCalled = {
  name: string;
  arguments: string;
};

export type OpenAiCalledOutput = {
  name: string;
  arguments: string;
};

export type OpenAiCallOutput = {
  index?: number;
  id: string;
  type: "function";
  function: OpenAiCalledOutput;
};

export type OpenAiChoice = {
  index: number;
  message: OpenAiAnswer;
  logprobs: unknown;
  finish_reason: string;
};

export type OpenAiChunk = {
  id: string;
  object: "chat.completion.chunk";
  created: number;
  model: string;
  choices: OpenAiChunkChoice[];
  usage?: OpenAiUsage;
};

export type OpenAiChunkChoice = {
  index: number;
  delta: OpenAiDelta;
  logprobs: unknown;
  finish_reason: string | null;
};

export type OpenAiCompletion = {
  id: string;
  object: "chat.completion";
  created: number;
  model: string;
  choices: OpenAiChoice[];
  usage: OpenAiUsage;
};

export type OpenAiDelta = {
  role?: string;
  content?: string;
  tool_calls?: OpenAiCallOutput[];
};

export type OpenAiError = {
  message: string;
  type: string;
  param: string | null;
  code: string;
};

export type OpenAiFailure = {
  error: OpenAiError;
};

export type OpenAiFunction = {
  type: "function";
  function: OpenAiFunctionFacts;
};

export type OpenAiFunctionFacts = {
  name: string;
  description?: string | null;
  parameters?: unknown;
};

export type OpenAiMessage = {
  role: "system" | "developer" | "user" | "assistant" | "tool";
  content?: unknown;
  tool_calls?: OpenAiCall[] | null;
  tool_call_id?: string | null;
};

export type OpenAiModel = {
  id: string;
  object: string;
  created: number;
  owned_by: string;
};

export type OpenAiModelList = {
  object: string;
  data: OpenAiModel[];
};

export type OpenAiRequest = {
  model: string;
  messages: OpenAiMessage[];
  tools?: OpenAiFunction[] | null;
  tool_choice?: unknown;
  stream?: boolean | null;
  stream_options?: OpenAiStreamOptions | null;
  max_tokens?: number | null;
  max_completion_tokens?: number | null;
  n?: number | null;
  response_format?: OpenAiResponseFormat | null;
};

export type OpenAiResponseFormat = {
  type: "text";
};

export type OpenAiStreamed = OpenAiChunk | OpenAiFailure;

export type OpenAiStreamOptions = {
  include_usage?: boolean | null;
};

export type OpenAiUsage = {
  prompt_tokens: number;
  completion_tokens: number;
  total_tokens: number;
};

export type OwnChange = {
  full_name?: string | null;
  email?: string | null;
};

export type PersonType = "HUMAN" | "BOT";

export type PluginComponent = {
  name: string;
  state: string;
  reason: string;
};

export type PluginDetail = {
  name: string;
  title: string;
  kind: "guardian" | "tools" | "bridge" | "model" | "skill" | "face" | "other";
  version: string;
  state: "active" | "idle" | "stopped" | "failed" | "rejected";
  reason: string;
  mandatory: boolean;
  signed: boolean;
  provides: string[];
  health: "ok" | "warn" | "critical" | "unknown";
  file: string | null;
  components: PluginComponent[];
  services: string[];
  dependencies: string[];
  tools: PluginTool[];
  earlier_versions: EarlierVersion[];
  steps: PluginStep[];
};

export type PluginList = {
  items: PluginView[];
  count: number;
};

export type PluginStep = {
  step: string;
  at: string;
  ms: number;
  ok: boolean;
};

export type PluginTool = {
  name: string;
  description: string;
  scope: string;
  resource: string;
  default_action: string;
  action_type: string;
  high_risk: boolean;
  requires_execution_gate: boolean;
  rejected: string | null;
  unavailable: string | null;
};

export type PluginView = {
  name: string;
  title: string;
  kind: "guardian" | "tools" | "bridge" | "model" | "skill" | "face" | "other";
  version: string;
  state: "active" | "idle" | "stopped" | "failed" | "rejected";
  reason: string;
  mandatory: boolean;
  signed: boolean;
  provides: string[];
  health: "ok" | "warn" | "critical" | "unknown";
  file: string | null;
};

export type PreferencesChange = {
  language?: "system" | "en" | "de";
  theme?: "system" | "light" | "dark";
  landing_path?: "/dm" | "/rooms/new" | "/approvals" | "/workstation" | null;
  notify?: boolean;
  time_zone?: string | null;
  send_key?: "enter" | "mod_enter";
  introduced?: boolean;
};

export type PreferencesView = {
  language: "system" | "en" | "de";
  theme: "system" | "light" | "dark";
  landing_path: "/dm" | "/rooms/new" | "/approvals" | "/workstation" | null;
  landing: string;
  notify: boolean;
  time_zone: string | null;
  send_key: "enter" | "mod_enter";
  introduced: boolean;
};

export type Problem = {
  type: string;
  title: string;
  status: number;
  detail: string | FieldError[];
  code: ErrorCode;
};

export type QueuedMessage = {
  content: string;
  reply_to_id?: string | null;
};

export type QueuedView = {
  id: string;
  position: number;
  content: string;
  reply_to_id: string | null;
  created_at: string;
};

export type QueuePlace = {
  id: string;
  position: number;
};

export type QueueView = {
  items: QueuedView[];
  count: number;
};

export type Readiness = {
  status: "ok" | "warn" | "critical";
  checks: CheckState[];
};

export type RemovedFromQueue = {
  deleted: string;
};

export type Replies = {
  messages: MessageView[];
  count: number;
};

export type RewordedMessage = {
  content: string;
};

export type RoomChange = {
  name?: string;
  description?: string | null;
  persona?: string | null;
  execution_allowed?: boolean;
  tool_rounds?: number | null;
  meeting_mode_enabled?: boolean;
  meeting_mode_bots_mention_only?: boolean;
  meeting_mode_max_bot_msgs_per_min?: number;
  meeting_mode_note_taker_bot_slug?: string | null;
};

export type RoomInvite = {
  id: string;
  room_id: string;
  created_by: string;
  created_at: string;
  role: "OWNER" | "MOD" | "MEMBER" | "VIEWER" | "BOT";
  usage_limit: number | null;
  expires_at: string | null;
  used_count: number;
  token?: string;
};

export type RoomInvitePreview = {
  room_name: string;
  role: RoomRole;
  invited_by: string;
};

export type RoomRole = "OWNER" | "MOD" | "MEMBER" | "VIEWER" | "BOT";

export type RoomView = {
  id: string;
  name: string;
  description: string | null;
  created_by: string;
  created_at: string;
  updated_at: string;
  persona: string | null;
  execution_allowed: boolean;
  tool_rounds: number | null;
  meeting_mode_enabled: boolean;
  meeting_mode_bots_mention_only: boolean;
  meeting_mode_max_bot_msgs_per_min: number;
  meeting_mode_note_taker_bot_slug: string | null;
  owner?: ChatPerson;
  member_count?: number;
  message_count?: number;
  mine?: Mine;
};

export type RoutingEvent = {
  type: "routing";
  seq: number;
  payload: Record<string, unknown>;
};

export type RoutingPolicy = {
  default_provider_authoritative: boolean;
  cross_provider_fallback: boolean;
};

export type Said = {
  content: string;
  reply_to_id?: string | null;
};

export type SessionView = {
  id: string;
  device: string;
  address: string;
  created_at: string;
  last_used_at: string;
  current: boolean;
};

export type SettingList = {
  items: SettingView[];
  count: number;
};

export type SettingView = {
  key: string;
  group: string;
  group_title: string;
  title: string;
  description: string;
  type: "string" | "integer" | "decimal" | "boolean" | "duration" | "secret" | "enum";
  list: boolean;
  options: string[] | null;
  min: unknown;
  max: unknown;
  default: unknown;
  value: unknown;
  is_set: boolean;
  source: "default" | "file" | "environment" | "saved";
  locked: boolean;
  origin: string | null;
  env: string;
};

export type SignedIn = {
  success: boolean;
  access_token?: string;
  token_type?: string;
};

export type SignedOut = {
  success: boolean;
};

export type SkillList = {
  skills: SkillView[];
};

export type SkillView = {
  name: string;
  description: string;
  icon: string;
  scope: "read" | "write" | "execute" | "admin";
  action_type: "read" | "room_write" | "write_external" | "command_exec" | "ssh_exec" | "service_control" | "vault_write" | "vault_reveal" | "scheduler_write" | "code_exec" | "data_read" | "data_write" | "notify" | "deny";
  high_risk: boolean;
  requires_execution_gate: boolean;
  default_action: "allow" | "confirm" | "deny" | "privileged" | "privileged_reveal";
  skill_id: string;
  version: string;
  resource: string;
  aliases: string[];
  available: boolean;
  unavailable_reason: string | null;
  schedulable: "none" | "read" | "write";
  required_config: string[];
};

export type SteeredView = {
  message_id: string;
};

export type SteeringMessage = {
  content: string;
};

export type StopView = {
  stopped: boolean;
};

export type StreamEvent = HumanMessageEvent | RoutingEvent | TokenEvent | ToolStartEvent | ToolDoneEvent | ConfirmRequiredEvent | DoneEvent | ErrorEvent | ToolChipEvent | ConfirmEvent;

export type SystemHealth = {
  status: "ok" | "warn" | "critical";
  items: HealthRow[];
  count: number;
};

export type TokenEvent = {
  type: "token";
  seq: number;
  token: string;
};

export type ToolChipEvent = {
  type: "tool_chip";
  seq: number;
  tool: string;
  status: "running";
};

export type ToolDoneEvent = {
  type: "tool_done";
  seq: number;
  tool: string;
  call_id: string;
  result: string;
  status: "ok" | "empty" | "error" | "unavailable" | "denied" | "timeout";
};

export type ToolStartEvent = {
  type: "tool_start";
  seq: number;
  tool: string;
  call_id: string;
  title: string;
  input: Record<string, unknown>;
};

export type TurnList = {
  items: TurnView[];
  count: number;
};

export type TurnView = {
  id: string;
  state: "running" | "parked" | "done" | "stopped" | "failed" | "interrupted";
  started_at: string;
  ended_at: string | null;
  person_id: string;
  message_id: string;
  last_seq: number;
  silent: boolean;
};

export type UploadForm = {
  file: string;
  caption?: string | null;
};

export type Version = {
  version: number;
  content: string;
  replaced_at: string;
};

export type Versions = {
  items: Version[];
  count: number;
};
