import type { SocketState } from "@/api/socket";
import type { Message } from "@/api/types";
import type { Company } from "./company";
import type { Note } from "./note";
import type { Draft } from "./timeline";
import type { Turn } from "./turn";

/** What happens in one room right now, as far as this page has seen it. */
export interface LiveState {
  turns: readonly Turn[];
  drafts: readonly Draft[];
  notes: readonly Note[];
  /** The view was emptied: this message and all before it are hidden. */
  clearedAt: string | undefined;
  company: Company;
  socket: SocketState;
  /** Close code of a socket the server will not open again. */
  refused: number | undefined;
}

/** Where stored things go: they belong to the query cache, not here. */
export interface LiveSink {
  stored(message: Message): void;
  dropped(messageId: string): void;
  /** This message and all after it are about to be replaced by another version. Answers the ids of what is no longer shown. */
  rewound(messageId: string): string[];
  /** This message has been stored at the server; the socket may or may not have brought it. */
  wanted(messageId: string): Promise<void>;
  /** A turn has come to its end. */
  ended(turn: Turn): void;
  /** Something may have been missed; read the history again. */
  stale(): Promise<Message[]>;
  approvalsChanged(): void;
  /** A turn began or ended, so what waits behind it may have moved. */
  queueChanged(): void;
}
