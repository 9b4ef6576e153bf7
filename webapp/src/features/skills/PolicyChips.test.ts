import { expect, test } from "vitest";
import type { Skill } from "@/api/types";
import { chipsFor } from "./PolicyChips";

const skill = (change: object): Skill => ({
  name: "x",
  description: "",
  icon: "",
  skill_id: "",
  version: "",
  resource: "",
  aliases: [],
  available: true,
  unavailable_reason: null,
  schedulable: "none",
  required_config: [],
  scope: "read",
  action_type: "read",
  high_risk: false,
  requires_execution_gate: false,
  default_action: "allow",
  ...change,
});

test("a harmless tool has one chip", () => {
  expect(chipsFor(skill({})).map((chip) => [chip.words, chip.tone])).toEqual([["Reads", "ok"]]);
});

test("a risky one says so in words", () => {
  const chips = chipsFor(skill({ action_type: "data_write", high_risk: true, requires_execution_gate: true, default_action: "confirm" }));
  expect(chips.map((chip) => chip.words)).toEqual(["Changes things", "High risk", "Only where acting is on", "Asks first"]);
});

test("an unknown word of the policy is shown and never looks harmless", () => {
  const chips = chipsFor(skill({ action_type: "teleport", default_action: "two_person_rule" }));
  expect(chips.map((chip) => chip.words)).toEqual(["Teleport", "Two person rule"]);
  expect(chips.every((chip) => chip.tone !== "ok")).toBe(true);
});
