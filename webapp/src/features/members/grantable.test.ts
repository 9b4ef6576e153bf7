import { describe, expect, test } from "vitest";
import { grantable } from "./grantable";

describe("grantable", () => {
  test("an owner may give every role to everybody", () => {
    expect(grantable("OWNER", "MEMBER")).toContain("OWNER");
    expect(grantable("OWNER", "OWNER")).toContain("VIEWER");
  });

  test("a moderator changes members and viewers, never those who lead", () => {
    expect(grantable("MOD", "VIEWER")).toEqual(["MEMBER", "VIEWER"]);
    expect(grantable("MOD", "MOD")).toEqual([]);
    expect(grantable("MOD", "OWNER")).toEqual([]);
  });

  test("members and viewers change nobody", () => {
    expect(grantable("MEMBER", "VIEWER")).toEqual([]);
    expect(grantable("VIEWER", "MEMBER")).toEqual([]);
  });
});
