import type { OnlineUser, RoomFrame } from "@/api/types";

/** Whoever has not been heard typing for this long has stopped. */
const SILENCE_MS = 6_000;
/** How often the others are told that somebody goes on typing. */
const REPEAT_MS = 3_000;

export interface Company {
  /** Everybody who has the room open, the person of this page included. */
  online: readonly OnlineUser[];
  /** Names of the people who are writing. */
  typing: readonly string[];
}

export const ALONE: Company = { online: [], typing: [] };

/** Who else is in the room and what their hands do; and telling them the same of us. */
export class CompanyWatch {
  private company = ALONE;
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private told = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly changed: (company: Company) => void,
    private readonly send: (frame: object) => void,
    private readonly now: () => number = Date.now,
  ) {}

  frame(frame: RoomFrame): void {
    if (frame.type === "connected" || frame.type === "presence") {
      this.change({ online: frame.online_users ?? [] });
    } else if (frame.type === "typing") {
      const { user_id: id, username, is_typing: typing } = frame.payload;
      this.hear(id, this.company.online.find((user) => user.user_id === id)?.display_name || username, typing);
    } else if (frame.type === "message") {
      this.hear(frame.message.sender_id, "", false);
    }
  }

  /** Called at every change of what is being written here. */
  writing(something: boolean): void {
    if (something && this.now() - this.told < REPEAT_MS) return;
    if (!something && this.told === Number.NEGATIVE_INFINITY) return;
    this.told = something ? this.now() : Number.NEGATIVE_INFINITY;
    this.send({ type: "typing", is_typing: something });
  }

  close(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
    this.names.clear();
  }

  private readonly names = new Map<string, string>();

  private hear(id: string, name: string, typing: boolean): void {
    clearTimeout(this.timers.get(id));
    this.timers.delete(id);
    if (!typing && !this.names.has(id)) return;
    if (typing) {
      this.names.set(id, name);
      this.timers.set(id, setTimeout(() => this.hear(id, name, false), SILENCE_MS));
    } else {
      this.names.delete(id);
    }
    this.change({ typing: [...this.names.values()] });
  }

  private change(change: Partial<Company>): void {
    this.company = { ...this.company, ...change };
    this.changed(this.company);
  }
}
