import type { SocketState } from "@/api/socket";
import type { Message } from "@/api/types";
import type { Draft } from "./timeline";
import type { Turn } from "./turn";

/** What happens in one room right now, as far as this page has seen it. */
export interface LiveState {
  turns: readonly Turn[];
  drafts: readonly Draft[];
  socket: SocketState;
  /** Close code of a socket the server will not open again. */
  refused: number | undefined;
}

/** Where stored things go: they belong to the query cache, not here. */
export interface LiveSink {
  stored(message: Message): void;
  dropped(messageId: string): void;
  /** This message and all after it are about to be replaced by another version. */
  rewound(messageId: string): void;
  /** This message has been stored at the server; the socket may or may not have brought it. */
  wanted(messageId: string): void;
  /** A turn has come to its end. */
  ended(turn: Turn): void;
  /** Something may have been missed; read the history again. */
  stale(): Promise<Message[]>;
  approvalsChanged(): void;
}
