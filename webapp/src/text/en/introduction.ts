export const introduction = {
  label: "Introduction",
  lead: "Three short steps, or write right away below.",
  steps: ["Start here", "First prompts", "How it protects you"],
  leads: [
    "Say in plain words what you need. Sparkbot answers and uses tools where they help.",
    "Choose one to try it, or write your own below.",
    "The assistant reads freely and cannot act behind your back.",
  ],
  start: [
    ["Every topic has its room", "“New chat” begins one. Nobody sees a room they are not in; invite people from its menu."],
    ["A model answers", "Its name stands on top of every room. Choose another one there at any time."],
    ["Everything is found again", "Ctrl or Cmd + K searches rooms and messages. A slash in the field lists commands."],
  ] as readonly (readonly [string, string])[],
  protects: [
    ["It asks before it does harm", "Deleting and the like waits for your yes, and then runs once, exactly as shown."],
    ["Acting is off in a new room", "Tools that act on machines and services stay off until you switch acting on, on top of the room."],
    ["Everything is on record", "/audit shows the latest tool calls of a room, refused ones too."],
    ["Secrets stay secret", "Keys are kept encrypted on this server and are never shown again."],
  ] as readonly (readonly [string, string])[],
  progress: (step: number, steps: number) => `Step ${step} of ${steps}`,
  skip: "Skip",
  back: "Back",
  next: "Next",
  done: "Start chatting",
};
