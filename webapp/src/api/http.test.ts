import { afterEach, describe, expect, test, vi } from "vitest";
import { ApiError, onSignedOut, request } from "./http";

function answer(status: number, body: unknown, headers: Record<string, string> = {}) {
  vi.stubGlobal("fetch", () => Promise.resolve(new Response(JSON.stringify(body), { status, headers })));
}

const refusal = () => request("/x").catch((problem: unknown) => problem as ApiError) as Promise<ApiError>;

afterEach(() => vi.unstubAllGlobals());

describe("a refused request", () => {
  test("carries status, stable code and the words to show", async () => {
    answer(409, { detail: "The name is taken.", code: "name_taken" });
    expect(await refusal()).toMatchObject({ status: 409, code: "name_taken", message: "The name is taken." });
  });

  test("tells which fields were wrong", async () => {
    answer(422, { code: "invalid", detail: [{ type: "range", loc: ["body", "a.b"], msg: "too big" }] });
    const problem = await refusal();
    expect(problem.message).toBe("too big");
    expect(problem.fields[0]?.loc).toEqual(["body", "a.b"]);
  });

  test("tells how long to wait", async () => {
    answer(429, { detail: "Slow down.", code: "rate_limited" }, { "Retry-After": "900" });
    expect((await refusal()).retryAfter).toBe(900);
  });

  test("without a readable body still has a code", async () => {
    vi.stubGlobal("fetch", () => Promise.resolve(new Response("<html>", { status: 502 })));
    expect(await refusal()).toMatchObject({ status: 502, code: "http_502" });
  });

  test("is called offline when nothing answers", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("failed")));
    expect((await refusal()).offline).toBe(true);
  });
});

test("an ended session is reported, a wrong passphrase is not", async () => {
  const heard = vi.fn();
  onSignedOut(heard);
  answer(401, { code: "passphrase_wrong", detail: "no" });
  await refusal();
  expect(heard).not.toHaveBeenCalled();
  answer(401, { code: "not_signed_in", detail: "no" });
  await refusal();
  expect(heard).toHaveBeenCalledOnce();
});
