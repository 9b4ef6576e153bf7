import { expect, test } from "vitest";
import { landingOf } from "./landings";

const landings = ["/dm", "/approvals"].map((path) => ({ path, label: () => path }));

test.each([
  ["/approvals", "/approvals"],
  ["/workstation", "/dm"],
  ["//evil.example", "/dm"],
  [undefined, "/dm"],
])("who wants %s lands on %s", (wanted, place) => {
  expect(landingOf(wanted, landings)).toBe(place);
});
