import { ApiError } from "@/api/http";
import { RoomSocket, type SocketState } from "@/api/socket";
import { regenerate, rerun, say, stopTurn } from "@/api/turns";
import type { Message, RoomFrame, TurnEvent } from "@/api/types";
import { CompanyWatch } from "./company";
import { Deciding } from "./deciding";
import type { LiveSink } from "./liveState";
import { LiveStore } from "./liveStore";
import type { Note } from "./note";
import type { Draft } from "./timeline";
import { newTurn } from "./turn";
import { TurnReader } from "./turnReader";

type Events = AsyncGenerator<TurnEvent>;

/** Sends, follows, resumes and stops the turns of one room, and tells its listeners. No part of it knows React. */
export class RoomLive {
  private readonly store = new LiveStore();
  private readonly turns: TurnReader;
  private readonly deciding: Deciding;
  private readonly socket: RoomSocket;
  private readonly company: CompanyWatch;

  readonly snapshot = this.store.snapshot;
  readonly subscribe = this.store.subscribe;

  constructor(
    private readonly roomId: string,
    private readonly sink: LiveSink,
    private readonly now: () => number = Date.now,
  ) {
    this.turns = new TurnReader(roomId, this.store, sink, now);
    this.deciding = new Deciding(roomId, this.store, this.turns, sink, now);
    this.socket = new RoomSocket(roomId, {
      frame: (frame) => this.onFrame(frame),
      state: (state) => this.onSocket(state),
      refused: (code) => this.store.update({ refused: code }),
    });
    this.company = new CompanyWatch(
      (company) => this.store.update({ company }),
      (frame) => this.socket.send(frame),
      now,
    );
  }

  open(): void {
    this.socket.open();
    void this.turns.sync();
  }

  close(): void {
    this.socket.close();
    this.company.close();
    this.store.close();
    this.turns.close();
  }

  /** Says something. Resolves when the turn has ended, was parked, or the message could not be sent. */
  async send(content: string, replyToId?: string): Promise<void> {
    const draft = this.newDraft(content, replyToId);
    this.store.addDraft(draft);
    const reader = new AbortController();
    await this.read(say(this.roomId, content, replyToId, reader.signal), reader, draft.key);
  }

  /** Lets the question behind this answer be answered once more. Rejects when the server refuses. */
  async regenerate(messageId: string): Promise<void> {
    const reader = new AbortController();
    await this.read(regenerate(this.roomId, messageId, reader.signal), reader, undefined, () => this.rewind(messageId));
    await this.sink.stale();
  }

  /** Asks again with other words, in the place of this question. Rejects when the server refuses. */
  async rerun(messageId: string, content: string): Promise<void> {
    const reader = new AbortController();
    const draft = this.newDraft(content, undefined);
    await this.read(rerun(this.roomId, messageId, content, reader.signal), reader, draft.key, () => {
      this.rewind(messageId);
      this.store.addDraft(draft);
    });
    await this.sink.stale();
  }

  private rewind(messageId: string): void {
    const gone = new Set(this.sink.rewound(messageId));
    this.store.dropTurns((turn) => gone.has(turn.messageId ?? "") || gone.has(turn.humanMessageId ?? ""));
  }

  private newDraft(content: string, replyToId: string | undefined): Draft {
    const createdAt = new Date(this.now()).toISOString();
    return { key: `draft:${crypto.randomUUID()}`, content, replyToId, createdAt, state: "sending", error: undefined, messageId: undefined, settled: false };
  }

  /**
   * Reads the stream of a new turn and goes on following it when the stream breaks. `began` is called once the server has taken the
   * wish; a stream that is not taken rejects, unless a draft is there to show why.
   */
  private async read(events: Events, reader: AbortController, draftKey?: string, began?: () => void): Promise<void> {
    const key = draftKey ?? `turn:${crypto.randomUUID()}`;
    this.turns.claim(key, reader);
    let turnId: string | undefined;
    let stored: Promise<void> | undefined;
    try {
      for await (const event of events) {
        if (event.type === "human_message") {
          if (turnId === undefined) began?.();
          turnId = event.turn_id;
          this.turns.claim(turnId, reader);
          this.store.changeDraft(key, { messageId: event.message_id });
          stored = this.sink.wanted(event.message_id);
        }
        if (turnId) this.turns.take(turnId, event);
      }
    } catch (problem) {
      if (reader.signal.aborted) return;
      if (!turnId && !this.store.draft(key)) throw problem;
      if (!turnId) await this.unsent(key, problem);
    } finally {
      this.turns.release(key, reader);
      if (turnId) this.turns.release(turnId, reader);
    }
    if (turnId && this.store.isRunning(turnId)) await this.turns.follow(turnId);
    await stored;
    this.store.changeDraft(key, { settled: stored !== undefined });
  }

  /** Tells the others in the room whether something is being written here. */
  writing(something: boolean): void {
    this.company.writing(something);
  }

  note(note: Note): void {
    this.store.addNote(note);
  }

  /** Hides what has been said so far, up to this message; undefined shows it again. */
  clear(upTo: string | undefined): void {
    this.store.update({ clearedAt: upTo, notes: [] });
  }

  /** Follows a turn from behind an event, e.g. one that a command let go on. */
  async goOn(turnId: string, after: number): Promise<void> {
    const known = this.store.find(turnId);
    if (!known) this.store.putTurn({ ...newTurn(turnId, this.now()), seq: after });
    else if (known.state === "parked") this.store.putTurn({ ...known, state: "running" });
    await this.turns.follow(turnId);
  }

  /** Reads what an ended turn did, once somebody looks at it. */
  load(turnId: string): void {
    void this.turns.load(turnId);
  }

  discard(key: string): void {
    this.store.dropDraft(key);
  }

  async stop(): Promise<void> {
    const running = this.store.snapshot().turns.filter((turn) => turn.state === "running");
    await Promise.all(running.map((turn) => stopTurn(this.roomId, turn.id)));
  }

  approve(turnId: string, confirmId: string): Promise<void> {
    return this.deciding.approve(turnId, confirmId);
  }

  deny(turnId: string, confirmId: string): Promise<void> {
    return this.deciding.deny(turnId, confirmId);
  }

  expire(turnId: string, confirmId: string): void {
    this.deciding.expire(turnId, confirmId);
  }

  /** The request broke before the server named the turn: it may have been stored or not. */
  private async unsent(key: string, problem: unknown): Promise<void> {
    const draft = this.store.draft(key);
    if (!draft) return;
    if (problem instanceof ApiError && !problem.offline) {
      this.store.changeDraft(key, { state: "failed", error: problem.message });
      return;
    }
    const messages = await this.sink.stale().catch(() => []);
    const stored = messages.find((m) => m.content === draft.content && m.created_at >= draft.createdAt);
    if (stored) {
      this.discard(key);
      void this.turns.sync();
    } else {
      this.store.changeDraft(key, { state: "failed", error: undefined });
    }
  }

  private onFrame(frame: RoomFrame): void {
    this.company.frame(frame);
    switch (frame.type) {
      case "message":
        this.adopt(frame.message);
        this.sink.stored(frame.message);
        break;
      case "message_changed":
        this.sink.stored(frame.message);
        break;
      case "message_deleted":
        this.sink.dropped(frame.message_id);
        break;
      case "path_changed":
        void this.sink.stale();
        break;
      case "turn":
        this.sink.queueChanged();
        if (frame.state === "running" || frame.state === "parked" || this.store.isRunning(frame.turn_id)) {
          void this.turns.follow(frame.turn_id);
        }
        break;
      case "confirmation":
        this.deciding.told(frame.confirm_id, frame.state);
        break;
      default:
    }
  }

  /** The socket may tell of our own message before the stream does: it must not appear twice in between. */
  private adopt(message: Message): void {
    const draft = this.store.snapshot().drafts.find((candidate) => !candidate.messageId && candidate.content === message.content);
    if (draft && message.sender_type === "HUMAN") this.store.changeDraft(draft.key, { messageId: message.id });
  }

  private onSocket(socket: SocketState): void {
    const returned = socket === "open" && this.store.snapshot().socket === "lost";
    this.store.update({ socket });
    if (returned) {
      this.turns.hurry();
      void this.sink.stale();
      void this.turns.sync();
    }
  }
}
