import { expect, test } from "vitest";
import { ApiError } from "@/api/http";
import { signInProblem } from "./signInProblem";

test("each refusal says what to do", () => {
  expect(signInProblem(new ApiError(401, "passphrase_wrong", "x"), false)).toContain("passphrase");
  expect(signInProblem(new ApiError(401, "credentials_wrong", "x"), true)).toContain("password");
  expect(signInProblem(new ApiError(429, "rate_limited", "x", [], 61), false)).toContain("2 minutes");
  expect(signInProblem(new ApiError(429, "rate_limited", "x", [], 60), false)).toContain("1 minute,");
  expect(signInProblem(new ApiError(0, "offline", "x"), false)).toContain("running");
  expect(signInProblem(new ApiError(403, "account_inactive", "Switched off."), false)).toBe("Switched off.");
});
