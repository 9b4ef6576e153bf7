export const models = {
  title: "Models",
  lead: "Who answers when nobody has chosen otherwise.",
  default: "Default model",
  none: "None chosen",
  connect: "Connect a model",
  connectLead: "A connection is tried live before it is saved. Saving makes its model the default.",
  locked: "Fixed by configuration",
  ready: "Ready",
  notReady: "Not set up",
  manage: "Set up models",
  demoName: "Demo assistant",
  pickerLabel: (name: string) => `${name}: choose another model`,
};
