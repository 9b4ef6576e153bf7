import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Message, TurnEvent } from "@/api/types";
import { RoomLive } from "./roomLive";
import { Stage, stream } from "./testStage";
import { textOf } from "./turn";

/** For machines that do much else at the same time. */
const PATIENCE = { timeout: 20_000 };

const said = { type: "human_message", message_id: "m1", turn_id: "t1", seq: 1 };
const token = (seq: number, words: string): TurnEvent => ({ type: "token", token: words, seq });
const done = (seq: number): TurnEvent => ({ type: "done", message_id: "a1", seq });
const question = { type: "confirm_required", confirm_id: "c1", turn_id: "t1", tool: "filesystem", title: "delete a", input: {}, reason: "", expires_at: "2030-01-01T00:00:00Z" };

let stage: Stage;
let live: RoomLive;
let stored: Message[];
const sink = {
  stored: (message: Message) => void stored.push(message),
  dropped: vi.fn(),
  rewound: vi.fn((_id: string): string[] => []),
  wanted: vi.fn(() => Promise.resolve()),
  ended: vi.fn(),
  stale: () => Promise.resolve(stored),
  approvalsChanged: vi.fn(),
  queueChanged: vi.fn(),
};

beforeEach(() => {
  stage = new Stage();
  stored = [];
  vi.clearAllMocks();
  vi.stubGlobal("fetch", stage.fetch);
  vi.stubGlobal(
    "WebSocket",
    class {
      static readonly CLOSED = 3;
      static readonly OPEN = 1;
      constructor() {
        stage.socket = this as Stage["socket"];
      }
      send() {}
      close() {}
    },
  );
  vi.spyOn(Math, "random").mockReturnValue(0);
  live = new RoomLive("r", sink);
});

afterEach(() => {
  live.close();
  vi.unstubAllGlobals();
});

const only = () => live.snapshot().turns[0];

describe("a room that lives", () => {
  test("what is said is answered token by token, and the stored messages are asked for", async () => {
    stage.routes = [[/POST .*stream/, () => stream([said, token(2, "Hel"), token(3, "lo"), done(4)])]];
    await live.send("hi");
    expect(only()).toMatchObject({ state: "done", seq: 4, messageId: "a1" });
    expect(live.snapshot().drafts[0]).toMatchObject({ content: "hi", messageId: "m1" });
    expect(sink.wanted.mock.calls).toEqual([["m1"], ["a1"]]);
    expect(sink.ended).toHaveBeenCalledOnce();
  });

  test("a stream that breaks is taken up after the last event seen, and nothing comes twice", async () => {
    let followed = 0;
    stage.routes = [
      [/POST .*stream/, () => stream([said, token(2, "one ")], "break")],
      [/events\?after=2/, () => (followed++ === 0 ? stream([token(3, "two ")], "break") : stream([]))],
      [/events\?after=3/, () => stream([token(3, "two "), token(4, "three"), done(5)])],
    ];
    await live.send("count");
    expect(textOf(only() ?? never())).toBe("one two three");
    expect(stage.asked.filter((line) => line.startsWith("POST"))).toHaveLength(1);
  });

  test("a refused message stays as a failed draft with the server's words", async () => {
    stage.routes = [[/POST .*stream/, () => Response.json({ detail: "You may read here but not write.", code: "viewer_read_only" }, { status: 403 })]];
    await live.send("hi");
    expect(live.snapshot().drafts[0]).toMatchObject({ state: "failed", error: "You may read here but not write." });
    live.discard(live.snapshot().drafts[0]?.key ?? "");
    expect(live.snapshot().drafts).toEqual([]);
  });

  test("a message that may or may not have arrived is not offered again when it has", async () => {
    stage.routes = [[/POST .*stream/, () => Promise.reject(new TypeError("gone"))]];
    const sending = live.send("hi");
    stored = [{ id: "m1", content: "hi", created_at: new Date(Date.now() + 50).toISOString() } as Message];
    await sending;
    expect(live.snapshot().drafts).toEqual([]);

    stored = [];
    await live.send("hello");
    expect(live.snapshot().drafts[0]).toMatchObject({ content: "hello", state: "failed" });
  });

  test("a reloaded page finds the running turn and reads it from its first event", async () => {
    stage.routes = [
      [/turns\?state=running/, () => Response.json({ items: [{ id: "t1", state: "running", started_at: "" }], count: 1 })],
      [/events\?after=0/, () => stream([said, token(2, "so far "), token(3, "and on"), done(4)])],
    ];
    live.open();
    await vi.waitFor(() => expect(only()?.state).toBe("done"), PATIENCE);
    expect(textOf(only() ?? never())).toBe("so far and on");
  });

  test("ended turns cost nothing until somebody looks at one, which is then told with its own times", async () => {
    const line = { id: "t9", state: "failed", started_at: "2026-01-01T09:41:00Z", ended_at: "2026-01-01T09:41:05Z", message_id: "m9" };
    stage.routes = [
      [/turns\?state/, () => Response.json({ items: [], count: 0 })],
      [/turns$/, () => Response.json({ items: [line], count: 1 })],
      [/turns.t9.events\?after=0/, () => stream([{ ...said, message_id: "m9" }, token(2, "half"), { type: "error", error: "x", detail: "Too many.", code: "rate_limited", seq: 3 }])],
    ];
    live.open();
    await vi.waitFor(() => expect(only()).toMatchObject({ state: "failed", seen: false, humanMessageId: "m9" }), PATIENCE);
    expect(stage.asked.some((asked) => asked.includes("events"))).toBe(false);
    live.load("t9");
    live.load("t9");
    await vi.waitFor(() => expect(only()?.seen).toBe(true), PATIENCE);
    expect(only()).toMatchObject({ error: { text: "Too many." }, endedAt: Date.parse(line.ended_at), past: true });
    expect(stage.asked.filter((asked) => asked.includes("events"))).toHaveLength(1);
    expect(sink.ended).not.toHaveBeenCalled();
  });

  test("another tab's turn is followed when the socket tells of it", async () => {
    stage.routes = [[/events\?after=0/, () => stream([said, token(2, "x"), done(3)])]];
    live.open();
    stage.frame({ type: "turn", turn_id: "t1", state: "running", message_id: "m1" });
    await vi.waitFor(() => expect(only()?.state).toBe("done"), PATIENCE);
  });

  test("the socket telling of our own message first does not show it twice", () => {
    stage.routes = [[/POST .*stream/, () => new Promise<Response>(() => undefined)]];
    live.open();
    void live.send("hi");
    stage.frame({ type: "message", message: { id: "m1", content: "hi", sender_type: "HUMAN", created_at: "" } });
    expect(live.snapshot().drafts[0]?.messageId).toBe("m1");
    expect(stored).toHaveLength(1);
  });

  test("approving goes on with the same turn and its numbers", async () => {
    stage.routes = [[/POST .*stream/, () => stream([said, { ...question, seq: 2 }])]];
    await live.send("delete a");
    expect(only()?.state).toBe("parked");
    stage.routes = [[/POST .*stream/, () => stream([{ type: "tool_start", tool: "filesystem", call_id: "1", seq: 3 }, token(4, "Gone."), done(5)])]];
    await live.approve("t1", "c1");
    expect(only()).toMatchObject({ state: "done", seq: 5 });
    expect(only()?.parts[0]).toMatchObject({ kind: "approval", state: "approved", decidedHere: true });
  });

  test("an approval that is gone is refused aloud and the card stays", async () => {
    stage.routes = [[/POST .*stream/, () => stream([said, { ...question, seq: 2 }])]];
    await live.send("delete a");
    stage.routes = [[/POST .*stream/, () => stream([{ type: "error", error: "It has expired.", detail: "It has expired.", code: "expired", seq: 1 }])]];
    await expect(live.approve("t1", "c1")).rejects.toThrow("It has expired.");
    expect(only()?.parts[0]).toMatchObject({ kind: "approval", state: "pending" });
  });

  test("denying reaches the server and the turn is followed to its end", async () => {
    stage.routes = [[/POST .*stream/, () => stream([said, { ...question, seq: 2 }])]];
    await live.send("delete a");
    stage.routes = [
      [/DELETE .*confirmations.c1/, () => new Response(null, { status: 204 })],
      [/events\?after=2/, () => stream([{ type: "tool_done", tool: "filesystem", call_id: "1", status: "denied", result: "no", seq: 3 }, token(4, "As you wish."), done(5)])],
    ];
    await live.deny("t1", "c1");
    expect(only()?.parts.map((part) => part.kind)).toEqual(["approval", "text"]);
    expect(only()?.parts[0]).toMatchObject({ state: "denied", decidedHere: true });
  });

  test("a decision made elsewhere folds the card as somebody else's", async () => {
    stage.routes = [
      [/turns\?state=parked/, () => Response.json({ items: [{ id: "t1", state: "parked", started_at: "" }], count: 1 })],
      [/events\?after=0/, () => stream([said, { ...question, seq: 2 }])],
      [/events\?after=2/, () => stream([token(3, "Done."), done(4)])],
    ];
    live.open();
    await vi.waitFor(() => expect(only()?.state).toBe("parked"), PATIENCE);
    stage.frame({ type: "confirmation", confirm_id: "c1", state: "approved" });
    await vi.waitFor(() => expect(only()?.state).toBe("done"), PATIENCE);
    expect(only()?.parts[0]).toMatchObject({ state: "approved", decidedHere: false });
  });

  test("answering again takes the old answer away only once the server has begun", async () => {
    stage.routes = [[/POST .messages.a0.regenerate/, () => stream([said, token(2, "Better."), done(3)])]];
    await live.regenerate("a0");
    expect(sink.rewound).toHaveBeenCalledExactlyOnceWith("a0");
    expect(textOf(only() ?? never())).toBe("Better.");
    expect(live.snapshot().drafts).toEqual([]);
  });

  test("a refusal to answer again changes nothing that is shown", async () => {
    stage.routes = [[/POST .messages.a0.regenerate/, () => Response.json({ detail: "An answer is being written.", code: "conflict" }, { status: 409 })]];
    await expect(live.regenerate("a0")).rejects.toThrow("An answer is being written.");
    expect(sink.rewound).not.toHaveBeenCalled();
  });

  test("asking with other words shows them at once in the place of the old ones", async () => {
    stage.routes = [[/POST .messages.m0.rerun/, () => stream([said, token(2, "Yes."), done(3)])]];
    await live.rerun("m0", "other words");
    expect(sink.rewound).toHaveBeenCalledExactlyOnceWith("m0");
    expect(live.snapshot().drafts[0]).toMatchObject({ content: "other words", messageId: "m1", settled: true });
  });

  test("stopping names the running turn", async () => {
    stage.routes = [
      [/POST .*stop/, () => Response.json({ stopped: true })],
      [/POST .*stream/, () => new Response(new ReadableStream({ start: (c) => c.enqueue(new TextEncoder().encode(`data: ${JSON.stringify(said)}\n\n`)) }))],
    ];
    void live.send("go on and on");
    await vi.waitFor(() => expect(only()?.state).toBe("running"), PATIENCE);
    await live.stop();
    expect(stage.asked).toContain("POST /turns/t1/stop");
  });
});

function never(): never {
  throw new Error("there is no turn");
}
