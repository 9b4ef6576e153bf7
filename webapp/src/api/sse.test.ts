import { describe, expect, test } from "vitest";
import { EventLines } from "./sse";

describe("the lines of an event stream", () => {
  test("events cut anywhere by the network come out whole", () => {
    const stream = 'data: {"type":"token","token":"a b","seq":1}\n\n: ping\n\ndata: {"type":"done","seq":2}\n\n';
    for (let cut = 1; cut < stream.length; cut++) {
      const lines = new EventLines();
      const found = [...lines.push(stream.slice(0, cut)), ...lines.push(stream.slice(cut))];
      expect(found).toEqual(['{"type":"token","token":"a b","seq":1}', '{"type":"done","seq":2}']);
    }
  });

  test("heartbeats and other fields are skipped, carriage returns are dropped", () => {
    expect(new EventLines().push(": ping\r\nevent: x\r\ndata: 1\r\n\r\n")).toEqual(["1"]);
  });

  test("an unfinished line waits for its end", () => {
    const lines = new EventLines();
    expect(lines.push("data: 12")).toEqual([]);
    expect(lines.push("3\n")).toEqual(["123"]);
  });
});
