import { ApiError } from "@/api/http";
import { pause } from "@/api/socket";

const LONGEST_PAUSE_MS = 15_000;

/** Repeats attempts that a broken network cut short. `hurry` ends all pauses at once, e.g. when the network is back. */
export class Retrying {
  private readonly waiting = new Set<() => void>();

  hurry(): void {
    for (const wake of this.waiting) wake();
  }

  /**
   * Runs `attempt` until it says that it is finished. A refusal (no such turn, not a member) ends it quietly, since the
   * room's own reads tell the person why.
   */
  async run(signal: AbortSignal, attempt: (progressed: () => void) => Promise<boolean>): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      try {
        if (await attempt(() => (failures = 0))) return;
      } catch (problem) {
        if (signal.aborted) return;
        if (problem instanceof ApiError && !problem.offline && problem.status < 500) return;
      }
      failures += 1;
      await this.rest(pause(failures, LONGEST_PAUSE_MS), signal);
    }
  }

  private async rest(milliseconds: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      const wake = () => {
        clearTimeout(timer);
        this.waiting.delete(wake);
        resolve();
      };
      this.waiting.add(wake);
      signal.addEventListener("abort", wake, { once: true });
    });
  }
}
