import { ALONE } from "./company";
import type { LiveState } from "./liveState";
import type { Note } from "./note";
import type { Draft } from "./timeline";
import type { Turn } from "./turn";

/** What is known of a room right now, and who wants to hear of its changes. */
export class LiveStore {
  private state: LiveState = {
    turns: [],
    drafts: [],
    notes: [],
    clearedAt: undefined,
    company: ALONE,
    socket: "connecting",
    refused: undefined,
  };
  private readonly listeners = new Set<() => void>();
  private frame = 0;

  readonly snapshot = (): LiveState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  close(): void {
    cancelAnimationFrame(this.frame);
  }

  find(turnId: string): Turn | undefined {
    return this.state.turns.find((turn) => turn.id === turnId);
  }

  isRunning(turnId: string): boolean {
    return this.find(turnId)?.state === "running";
  }

  putTurn(turn: Turn, mayWait = false): void {
    const known = this.find(turn.id) !== undefined;
    const turns = known ? this.state.turns.map((one) => (one.id === turn.id ? turn : one)) : [...this.state.turns, turn];
    this.update({ turns }, mayWait);
  }

  changeTurns(change: (turn: Turn) => Turn): void {
    this.update({ turns: this.state.turns.map(change) });
  }

  dropTurns(which: (turn: Turn) => boolean): void {
    this.update({ turns: this.state.turns.filter((turn) => !which(turn)) });
  }

  draft(key: string): Draft | undefined {
    return this.state.drafts.find((draft) => draft.key === key);
  }

  addDraft(draft: Draft): void {
    this.update({ drafts: [...this.state.drafts, draft] });
  }

  changeDraft(key: string, change: Partial<Draft>): void {
    this.update({ drafts: this.state.drafts.map((draft) => (draft.key === key ? { ...draft, ...change } : draft)) });
  }

  dropDraft(key: string): void {
    this.update({ drafts: this.state.drafts.filter((draft) => draft.key !== key) });
  }

  addNote(note: Note): void {
    this.update({ notes: [...this.state.notes, note] });
  }

  /** Tokens may wait for the next frame: a hundred of them in a second need not be a hundred renderings. */
  update(change: Partial<LiveState>, mayWait = false): void {
    this.state = { ...this.state, ...change };
    cancelAnimationFrame(this.frame);
    if (mayWait && !document.hidden) this.frame = requestAnimationFrame(() => this.tell());
    else this.tell();
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}
