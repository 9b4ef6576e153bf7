import { describe, expect, test } from "vitest";
import { hostOf, safeImage, safeLink } from "./urlPolicy";

const here = "https://office.example";

describe("links of an answer", () => {
  test.each(["https://example.com/a?b=c", "http://example.com/", "mailto:ana@example.com"])("%s may be followed", (address) => {
    expect(safeLink(address, here)).toBe(address);
  });

  test.each([
    "javascript:alert(1)",
    " JaVaScRiPt:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "blob:https://office.example/x",
    "tel:+1",
    "",
    undefined,
  ])("%s may not", (address) => {
    expect(safeLink(address, here)).toBeUndefined();
  });

  test("a path of our own is made whole", () => {
    expect(safeLink("/api/v1/chat/x", here)).toBe(`${here}/api/v1/chat/x`);
  });
});

describe("pictures of an answer", () => {
  test("come from our own origin", () => {
    expect(safeImage("/api/v1/chat/rooms/1/uploads/2/a.png", here)).toBe(`${here}/api/v1/chat/rooms/1/uploads/2/a.png`);
    expect(safeImage(`${here}/a.png`, here)).toBe(`${here}/a.png`);
  });

  test.each([
    "https://evil.example/pixel.png?secret=1",
    "//evil.example/x.png",
    "\\\\evil.example\\x.png",
    "https://office.example.evil.example/x.png",
    "https://office.example@evil.example/x.png",
    "http://office.example/x.png",
    "data:image/svg+xml;base64,AAAA",
    "javascript:alert(1)",
    undefined,
  ])("%s is not loaded", (address) => {
    expect(safeImage(address, here)).toBeUndefined();
  });
});

test("the host is named, so that a person can judge", () => {
  expect(hostOf("https://evil.example/x")).toBe("evil.example");
  expect(hostOf("x")).toBeUndefined();
});
