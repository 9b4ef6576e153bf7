import { expect, test } from "vitest";
import { offersOf } from "./offered";

test("only routes that the server describes are offered, whatever their parameters are called", () => {
  const offers = offersOf({
    paths: {
      "/api/v1/chat/rooms/{room_id}/messages/{id}/regenerate": { post: {} },
      "/api/v1/chat/rooms/{room_id}/turns/queue": { get: {} },
    },
  });
  expect([...offers]).toEqual(["regenerate"]);
});

const list = (parameters: { name: string; in: string }[]) => offersOf({ paths: { "/api/v1/chat/rooms/{id}/messages": { get: { parameters } } } });

test("a query parameter must be described as well", () => {
  expect(list([{ name: "around", in: "query" }]).has("around")).toBe(true);
  expect(list([{ name: "before", in: "query" }]).has("around")).toBe(false);
});
