export const join = {
  title: "Invitation",
  invited: (by: string, room: string) => `${by} invites you to “${room}”`,
  as: (role: string) => `You join as ${role}.`,
  join: "Join the room",
  wrong: "This invitation is not valid any more",
  wrongHint: "It may have been used up, have ended, or been taken back. Ask for a new one.",
  account: "Make your account",
  accountLead: "You were invited to this Sparkbot. Choose how you sign in.",
  create: "Create account",
  signInFirst: "Sign in to accept",
};
