import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";
import { ApiError } from "@/api/http";
import { ApprovalCard, type ApprovalCardProps } from "./ApprovalCard";
import { approveLabel } from "./approveLabel";

afterEach(cleanup);

const card = (change: Partial<ApprovalCardProps> = {}): ApprovalCardProps => ({
  title: "delete the file notes.txt",
  input: { path: "notes.txt" },
  reason: "",
  expiresAt: new Date(Date.now() + 600_000).toISOString(),
  state: "pending",
  decidedAt: undefined,
  decidedHere: false,
  canDecide: true,
  onApprove: () => Promise.resolve(),
  onDeny: () => Promise.resolve(),
  onExpire: () => undefined,
  ...change,
});

describe("the approval card", () => {
  test("asks in plain words and takes no focus by itself", () => {
    render(<ApprovalCard {...card()} />);
    expect(screen.getByRole("heading").textContent).toBe("Sparkbot wants to delete the file notes.txt");
    expect(document.activeElement).toBe(document.body);
    expect(screen.getByText("notes.txt")).toBeTruthy();
  });

  test("its buttons are verbs, and each does only its own thing", () => {
    const onApprove = vi.fn(() => new Promise<void>(() => undefined));
    const onDeny = vi.fn(() => Promise.resolve());
    render(<ApprovalCard {...card({ onApprove, onDeny })} />);
    const approve = screen.getByRole("button", { name: /^Delete it/ });
    fireEvent.click(approve);
    fireEvent.click(approve);
    fireEvent.click(screen.getByRole("button", { name: /^Don't/ }));
    expect(onApprove).toHaveBeenCalledOnce();
    expect(onDeny).not.toHaveBeenCalled();
  });

  test("a refusal by the server is shown on the card", async () => {
    render(<ApprovalCard {...card({ onDeny: () => Promise.reject(new ApiError(410, "expired", "It has expired.")) })} />);
    fireEvent.click(screen.getByRole("button", { name: /^Don't/ }));
    expect((await screen.findByRole("alert", {}, { timeout: 20_000 })).textContent).toBe("It has expired.");
  });

  test("who may not decide gets no buttons", () => {
    render(<ApprovalCard {...card({ canDecide: false })} />);
    expect(screen.queryAllByRole("button")).toHaveLength(0);
  });

  test("once answered it folds to one line", () => {
    render(<ApprovalCard {...card({ state: "denied", decidedHere: true, decidedAt: 0 })} />);
    expect(screen.queryAllByRole("button")).toHaveLength(0);
    expect(screen.getByText(/You denied: delete the file notes.txt/)).toBeTruthy();
  });

  test("time runs out by itself", () => {
    vi.useFakeTimers();
    const onExpire = vi.fn();
    render(<ApprovalCard {...card({ onExpire, expiresAt: new Date(Date.now() + 2_500).toISOString() })} />);
    expect(screen.getByText("0:03 left")).toBeTruthy();
    vi.advanceTimersByTime(4_000);
    expect(onExpire).toHaveBeenCalledOnce();
    vi.useRealTimers();
  });
});

test("a title that starts with no verb gets the plain word", () => {
  expect(approveLabel("send an e-mail to ana")).toBe("Send it");
  expect(approveLabel("Gmail: send")).toBe("Approve");
});
