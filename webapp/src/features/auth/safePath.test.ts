import { expect, test } from "vitest";
import { safePath } from "./safePath";

test.each(["/dm", "/rooms/1?x=2", "/settings/models"])("%s is a place to go to after signing in", (path) => {
  expect(safePath(path)).toBe(path);
});

test.each(["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/login", "", 7, undefined])(
  "%s is not",
  (path) => {
    expect(safePath(path)).toBeUndefined();
  },
);
