/** English words of writing: commands, what waits, who else writes. */
export const enComposer = {
  composer: {
    commands: "Commands",
    commandHint: "Arrow keys choose, Tab fills in, Enter runs",
    onlyYou: "Only you see this",
    cleared: "Earlier messages are hidden",
    showCleared: "Show them",
    queue: "Send when this answer has ended",
    steer: "Add to the question now",
    queueOrSteer: "Enter sends it after this answer, Ctrl or Cmd + Enter adds it to the question now. Esc stops.",
    queueOrSteerMod: "Ctrl or Cmd + Enter sends it after this answer, with Shift it is added to the question now. Esc stops.",
    queued: "Waiting to be said",
    unqueue: (words: string) => `Do not send “${words}”`,
    unqueued: "Taken back",
    nowQueued: (place: number) => (place === 1 ? "Sent when this answer has ended" : `Sent as number ${place} after this answer`),
    steered: "Added to the question",
    typing: (names: readonly string[]) =>
      names.length === 1 ? `${names[0]} is writing` : names.length === 2 ? `${names[0]} and ${names[1]} are writing` : `${names.length} people are writing`,
    here: (names: string) => `Here now: ${names}`,
    noCode: "There is no code to copy in this room yet",
    codeCopied: "Code copied",
  },
};
