import { describe, expect, test } from "vitest";
import type { TurnEvent } from "@/api/types";
import { apply, decided, newTurn, textOf, type ToolPart, type Turn } from "./turn";

const play = (...events: object[]): Turn =>
  events.reduce<Turn>((turn, event, index) => apply(turn, { seq: index + 1, ...event } as TurnEvent, 1000 + index * 100), newTurn("t", 0));

const asked = { type: "confirm_required", confirm_id: "c1", turn_id: "t", tool: "filesystem", title: "delete the file a", input: {}, reason: "", expires_at: "2026-01-01T00:00:00Z" };

describe("a turn from its events", () => {
  test("tokens join, and a tool between them keeps them apart", () => {
    const turn = play(
      { type: "human_message", message_id: "m", turn_id: "t" },
      { type: "token", token: "Let me " },
      { type: "token", token: "look." },
      { type: "tool_start", tool: "clock", call_id: "1", title: "looked at the clock", input: { zone: "UTC" } },
      { type: "tool_done", tool: "clock", call_id: "1", result: "12:00", status: "ok" },
      { type: "token", token: "Noon." },
      { type: "done", message_id: "answer" },
    );
    expect(turn.parts.map((part) => part.kind)).toEqual(["text", "tool", "text"]);
    expect(textOf(turn)).toBe("Let me look.\n\nNoon.");
    expect(turn).toMatchObject({ state: "done", humanMessageId: "m", messageId: "answer", seq: 7 });
  });

  test("an event that comes twice counts once, so that two readers may follow one turn", () => {
    const once = play({ type: "token", token: "a" }, { type: "token", token: "b" });
    const twice = apply(once, { type: "token", token: "b", seq: 2 }, 0);
    expect(twice).toBe(once);
    expect(textOf(twice)).toBe("ab");
  });

  test("parallel calls of one tool find their own results", () => {
    const turn = play(
      { type: "tool_start", tool: "read", call_id: "1", title: "read a", input: {} },
      { type: "tool_start", tool: "read", call_id: "2", title: "read b", input: {} },
      { type: "tool_done", tool: "read", call_id: "1", result: "A", status: "ok" },
      { type: "tool_done", tool: "read", call_id: "2", result: "B", status: "error" },
    );
    const tools = turn.parts as ToolPart[];
    expect(tools.map((tool) => [tool.callId, tool.result, tool.status])).toEqual([
      ["1", "A", "ok"],
      ["2", "B", "error"],
    ]);
    expect(tools[0]?.took).toBe(200);
  });

  test("a question parks the turn; going on means that somebody said yes", () => {
    const parked = play({ type: "token", token: "x" }, asked);
    expect(parked.state).toBe("parked");
    const resumed = apply(parked, { type: "tool_start", tool: "filesystem", call_id: "9", title: "", input: {}, seq: 3 }, 5000);
    expect(resumed.state).toBe("running");
    expect(resumed.parts[1]).toMatchObject({ kind: "approval", state: "approved", decidedHere: false });
  });

  test("a refused call folds its question as denied and adds no line of its own", () => {
    const parked = play(asked);
    const told = apply(parked, { type: "tool_done", tool: "filesystem", call_id: "1", status: "denied", result: "no", seq: 2 }, 5000);
    expect(told.parts).toHaveLength(1);
    expect(told.parts[0]).toMatchObject({ kind: "approval", state: "denied" });
  });

  test("a decision made here is remembered as ours, and only for its own question", () => {
    const turn = decided(play(asked, { ...asked, confirm_id: "c2" }), "c2", "denied", 1, true);
    expect(turn.parts.map((part) => part.kind === "approval" && part.state)).toEqual(["pending", "denied"]);
    expect(turn.parts[1]).toMatchObject({ decidedHere: true });
  });

  test("a failure keeps what was said and carries code and words", () => {
    const turn = play({ type: "token", token: "half" }, { type: "error", error: "Too many requests.", detail: "Too many requests.", code: "rate_limited" });
    expect(turn).toMatchObject({ state: "failed", error: { code: "rate_limited", text: "Too many requests." } });
    expect(textOf(turn)).toBe("half");
  });

  test("a stopped turn ends as stopped", () => {
    expect(play({ type: "token", token: "a" }, { type: "done", message_id: "m", interrupted: true }).state).toBe("stopped");
  });

  test("an event of a kind unknown here is counted and otherwise ignored", () => {
    expect(play({ type: "from_the_future" })).toMatchObject({ seq: 1, parts: [] });
  });
});
