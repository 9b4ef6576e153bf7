import { denyInRoom } from "@/api/approvals";
import { ApiError } from "@/api/http";
import { approveAndFollow } from "@/api/turns";
import type { TurnEvent } from "@/api/types";
import type { LiveSink } from "./liveState";
import type { LiveStore } from "./liveStore";
import { decided, isLive, type Turn } from "./turn";
import type { TurnReader } from "./turnReader";

/** What becomes of approvals, whoever answers them: this page, another one, or time. */
export class Deciding {
  /** Approvals answered on this page; the socket may tell of them before the request returns. */
  private readonly answeredHere = new Set<string>();

  constructor(
    private readonly roomId: string,
    private readonly store: LiveStore,
    private readonly turns: TurnReader,
    private readonly sink: LiveSink,
    private readonly now: () => number,
  ) {}

  async approve(turnId: string, confirmId: string): Promise<void> {
    this.answeredHere.add(confirmId);
    const reader = new AbortController();
    this.turns.claim(turnId, reader);
    try {
      for await (const event of approveAndFollow(this.roomId, confirmId, reader.signal)) {
        refuseForeign(event, this.store.find(turnId));
        this.mark(turnId, confirmId, "approved");
        this.turns.take(turnId, event);
      }
      this.mark(turnId, confirmId, "approved");
    } catch (problem) {
      if (reader.signal.aborted) return;
      if (problem instanceof ApiError && !problem.offline) {
        this.turns.release(turnId, reader);
        // Somebody else may have decided: what became of the turn is then told by its own events.
        void this.turns.follow(turnId);
        throw problem;
      }
    } finally {
      this.turns.release(turnId, reader);
      this.sink.approvalsChanged();
    }
    if (this.store.isRunning(turnId)) await this.turns.follow(turnId);
  }

  async deny(turnId: string, confirmId: string): Promise<void> {
    this.answeredHere.add(confirmId);
    await denyInRoom(this.roomId, confirmId);
    this.mark(turnId, confirmId, "denied");
    this.sink.approvalsChanged();
    await this.turns.follow(turnId);
  }

  expire(turnId: string, confirmId: string): void {
    this.mark(turnId, confirmId, "expired");
    this.sink.approvalsChanged();
  }

  /** The socket tells that an approval stands otherwise; the id is left out for people who may not decide it. */
  told(confirmId: string | undefined, state: string): void {
    const turn = confirmId === undefined ? undefined : this.store.snapshot().turns.find((candidate) => hasOpen(candidate, confirmId));
    if (turn && confirmId !== undefined && (state === "approved" || state === "denied" || state === "expired")) {
      this.mark(turn.id, confirmId, state);
      void this.turns.follow(turn.id);
    }
    this.sink.approvalsChanged();
  }

  private mark(turnId: string, confirmId: string, state: "approved" | "denied" | "expired"): void {
    const here = this.answeredHere.has(confirmId);
    const running = state === "expired" ? {} : { state: "running" as const };
    this.store.changeTurns((turn) =>
      turn.id === turnId && isLive(turn) && hasOpen(turn, confirmId)
        ? { ...decided(turn, confirmId, state, this.now(), here), ...running }
        : turn,
    );
  }
}

/** An error that is not part of the turn itself: the approval was unknown, expired, used or not ours to give. */
function refuseForeign(event: TurnEvent, turn: Turn | undefined): void {
  if (event.type === "error" && (event.seq ?? 0) <= (turn?.seq ?? 0)) throw new ApiError(410, event.code, event.detail);
}

function hasOpen(turn: Turn, confirmId: string): boolean {
  return turn.parts.some((part) => part.kind === "approval" && part.confirmId === confirmId && part.state === "pending");
}
