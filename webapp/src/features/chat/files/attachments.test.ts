import { expect, test } from "vitest";
import { attachedTo } from "./attachments";

const id = "0190a6f0-0000-7000-8000-000000000000";
const address = `/api/v1/chat/rooms/${id}/uploads/${id}/plan%20b.png`;

test("a message with a file names it, and what was said about it", () => {
  expect(attachedTo(`![plan \\[b\\].png](${address})\n\nWhat is this?`)).toEqual({
    attached: { kind: "picture", name: "plan [b].png", address },
    words: "What is this?",
  });
  expect(attachedTo(`📎 [plan.pdf](${address})`)).toEqual({ attached: { kind: "file", name: "plan.pdf", address }, words: "" });
});

test("words that only look like it stay words", () => {
  for (const words of [`![x](https://evil.example/x.png)`, `[x](${address})`, `see ![x](${address})`, "![x](/api/v1/chat/rooms/1/uploads/2/x)"]) {
    expect(attachedTo(words)).toEqual({ attached: undefined, words });
  }
});
