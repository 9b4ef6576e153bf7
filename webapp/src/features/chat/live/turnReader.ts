import { ApiError } from "@/api/http";
import { followTurn, listTurns } from "@/api/turns";
import type { TurnEvent, TurnInfo } from "@/api/types";
import type { LiveSink } from "./liveState";
import type { LiveStore } from "./liveStore";
import { Retrying } from "./retrying";
import { apply, ended, isLive, newTurn, replayed } from "./turn";

/** Reads turns: those that run as they go on, ended ones once somebody looks at them. At most one reader for each. */
export class TurnReader {
  private readonly reading = new Map<string, AbortController>();
  private readonly retrying = new Retrying();

  constructor(
    private readonly roomId: string,
    private readonly store: LiveStore,
    private readonly sink: LiveSink,
    private readonly now: () => number,
  ) {}

  close(): void {
    for (const reader of this.reading.values()) reader.abort();
    this.reading.clear();
  }

  /** The network is back. */
  hurry(): void {
    this.retrying.hurry();
  }

  /** Notes that somebody else reads this turn (or a draft on its way to one), and ends whoever did before. */
  claim(key: string, reader: AbortController): void {
    const before = this.reading.get(key);
    if (before !== reader) before?.abort();
    this.reading.set(key, reader);
  }

  release(key: string, reader: AbortController): void {
    if (this.reading.get(key) === reader) this.reading.delete(key);
  }

  /** Finds the turns of the room at the server: goes on with those that are not over, and keeps a line of the others. */
  async sync(): Promise<void> {
    try {
      const lists = await Promise.all([listTurns(this.roomId, "running"), listTurns(this.roomId, "parked"), listTurns(this.roomId)]);
      const infos = new Map(lists.flatMap((list) => list.items).map((info) => [info.id, info]));
      for (const info of infos.values()) {
        if (info.state === "running" || info.state === "parked") void this.follow(info.id);
        else this.remember(info);
      }
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
    }
  }

  private remember(info: TurnInfo): void {
    const known = this.store.find(info.id);
    if (!known) this.store.putTurn(ended(info));
    // It ended while this page was not connected.
    else if (isLive(known)) void this.follow(info.id);
  }

  /** Reads what an ended turn did. Its events come at once and change the page once. */
  async load(turnId: string): Promise<void> {
    const stub = this.store.find(turnId);
    if (!stub || stub.seen || this.reading.has(turnId)) return;
    const reader = new AbortController();
    this.reading.set(turnId, reader);
    let turn = newTurn(turnId, stub.startedAt);
    try {
      for await (const event of followTurn(this.roomId, turnId, 0, reader.signal)) turn = apply(turn, event, stub.startedAt);
      this.store.putTurn(replayed(turn, stub));
    } catch (problem) {
      // What it did stays unknown; what it said is in the history.
      if (!reader.signal.aborted && problem instanceof ApiError && !problem.offline) this.store.putTurn({ ...stub, seen: true });
    } finally {
      this.release(turnId, reader);
    }
  }

  async follow(turnId: string): Promise<void> {
    if (this.reading.has(turnId)) return;
    const reader = new AbortController();
    this.reading.set(turnId, reader);
    try {
      await this.retrying.run(reader.signal, async (progressed) => {
        for await (const event of followTurn(this.roomId, turnId, this.store.find(turnId)?.seq ?? 0, reader.signal)) {
          progressed();
          this.take(turnId, event);
        }
        return !this.store.isRunning(turnId);
      });
    } finally {
      this.release(turnId, reader);
    }
  }

  take(turnId: string, event: TurnEvent): void {
    const before = this.store.find(turnId) ?? newTurn(turnId, this.now());
    const after = apply(before, event, this.now());
    if (after === before) return;
    this.store.putTurn(after, event.type === "token");
    if (after.messageId) void this.sink.wanted(after.messageId);
    if (!isLive(after)) this.sink.ended(after);
    if (event.type === "confirm_required") this.sink.approvalsChanged();
  }
}
