export const failure = {
  offline: "Sparkbot does not answer",
  offlineHint: "The server may be starting or stopped, or the network is down.",
  forbidden: "Not for your account",
  missing: "Not found",
  failed: "That did not work",
  status: (status: number) => `The server answered ${status}.`,
  unexpected: "Something went wrong on this page",
  unexpectedHint: "Reloading the page usually helps.",
  noPage: "There is no such page",
  noPageHint: "The address may be mistyped, or the page has moved.",
  home: "Go to the chat",
};
