import { expect, test } from "vitest";
import { spokenLanguage } from "./language";

test("the person's choice counts, then the first of the browser's languages that we speak, then English", () => {
  expect(spokenLanguage("en", ["de"])).toBe("en");
  expect(spokenLanguage("system", ["fr", "de-AT", "en"])).toBe("de");
  expect(spokenLanguage("system", ["fr", "da"])).toBe("en");
});
