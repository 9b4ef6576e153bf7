import { many } from "../many";

export const approvals = {
  title: "Approvals",
  lead: "What Sparkbot wants to do and may not do without you. Each runs at most once, and only as shown.",
  empty: "Nothing waits for you",
  emptyHint: "When Sparkbot wants to change something, it asks here and in the chat.",
  wants: (title: string) => `Sparkbot wants to ${title}`,
  left: (time: string) => `${time} left`,
  approve: "Approve",
  approveWhat: (title: string) => `: approve “${title}”`,
  doIt: (verb: string) => `${verb} it`,
  deny: "Don't",
  denyWhat: (title: string) => `: deny “${title}”`,
  othersDecide: "Somebody else must decide this: who asked for it, or who runs the room.",
  waiting: (count: number) => `${many(count, "approval waits", "approvals wait")}`,
  justNow: "Just decided",
  askedIn: "Asked in",
  askedBy: (name: string) => `for ${name}`,
  ended: {
    approved: (title: string, here: boolean) => `${here ? "You approved" : "Approved"}: ${title}`,
    denied: (title: string, here: boolean) => `${here ? "You denied" : "Denied"}: ${title}`,
    expired: (title: string) => `Nobody decided in time: ${title}. Nothing was done.`,
  },
};
