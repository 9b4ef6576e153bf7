import { expect, test } from "vitest";
import type { ApiDocument } from "@/api/reference";
import { groupsOf, inner, limitsOf, sampleOf, typeWords } from "./describe";

const document: ApiDocument = {
  info: { title: "Sparkbot", version: "1" },
  paths: {
    "/api/v1/rooms": {
      get: { tags: ["rooms"], operationId: "list", summary: "All rooms", responses: {} },
      post: { tags: ["rooms"], operationId: "make", summary: "Makes a room", responses: {} },
    },
    "/api/v1/audit": { get: { tags: ["audit"], operationId: "audit", summary: "What happened", responses: {} } },
  },
  components: {
    schemas: {
      Room: { type: "object", required: ["name", "kind"], properties: { name: { type: "string" }, kind: { type: "string", enum: ["open", "shut"] } } },
      Rooms: { type: "array", items: { $ref: "#/components/schemas/Room" } },
    },
    responses: {},
  },
};

test("routes stand under their bundle, and words narrow them down", () => {
  expect(groupsOf(document, "").map((group) => `${group.name} ${group.routes.length}`)).toEqual(["audit 1", "rooms 2"]);
  expect(groupsOf(document, "POST room")[0]?.routes.map((route) => route.id)).toEqual(["make"]);
  expect(groupsOf(document, "nothing like it")).toEqual([]);
});

test("a type is told in a few signs", () => {
  expect(typeWords({ type: "array", items: { $ref: "#/components/schemas/Room" } })).toBe("Room[]");
  expect(typeWords({ type: ["string", "null"] })).toBe("string | null");
  expect(typeWords({ type: "array", items: { type: "string", enum: ["a", "b"] } })).toBe('("a" | "b")[]');
  expect(typeWords({ anyOf: [{ $ref: "#/components/schemas/Room" }, { type: "null" }] })).toBe("Room | null");
  expect(typeWords({})).toBe("any");
});

test("limits are told where there are some", () => {
  expect(limitsOf({ type: "integer", format: "int32", minimum: 1, maximum: 500 })).toBe("1 – 500");
  expect(limitsOf({ type: "string", format: "uuid" })).toBe("uuid");
  expect(limitsOf({ type: "string", maxLength: 9 })).toBe("≤ 9");
  expect(limitsOf({ type: "boolean" })).toBe("");
});

test("a list shows the fields of what it holds", () => {
  expect(inner(document, { $ref: "#/components/schemas/Rooms" })).toBe(document.components.schemas["Room"]);
});

test("a body begins with the fields it needs", () => {
  expect(sampleOf(document, { $ref: "#/components/schemas/Room" })).toEqual({ name: "", kind: "open" });
});
