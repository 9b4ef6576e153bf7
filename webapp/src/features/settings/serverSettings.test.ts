import { expect, test } from "vitest";
import { ApiError } from "@/api/http";
import type { Setting } from "@/api/types";
import { groupSettings, parseTyped, problemFor } from "./serverSettings";

const setting = (key: string, type: Setting["type"] = "string"): Setting => ({
  key,
  group: key.split(".")[0] ?? "",
  group_title: "",
  title: key,
  description: "",
  type,
  list: false,
  options: null,
  min: null,
  max: null,
  default: null,
  value: null,
  is_set: false,
  source: "default",
  locked: false,
  origin: null,
  env: "",
});

test("settings stand in the groups of their bundles", () => {
  const groups = groupSettings([setting("a.x"), setting("b.x"), setting("a.y")]);
  expect(groups.map(([name, items]) => [name, items.length])).toEqual([
    ["a", 2],
    ["b", 1],
  ]);
});

test("a refused form marks its fields", () => {
  const refusal = new ApiError(422, "invalid", "x", [{ loc: ["body", "turns.max_tool_rounds"], msg: "The most is 100." }]);
  expect(problemFor(refusal, "turns.max_tool_rounds")).toBe("The most is 100.");
  expect(problemFor(refusal, "turns.other")).toBeUndefined();
});

test("typed text becomes what the setting holds; an empty field means the default", () => {
  expect(parseTyped(setting("a.x", "integer"), "12")).toBe(12);
  expect(parseTyped(setting("a.x", "integer"), "twelve")).toBe("twelve");
  expect(parseTyped(setting("a.x"), " ")).toBeNull();
});
