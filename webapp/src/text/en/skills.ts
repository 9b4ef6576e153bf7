export const skills = {
  title: "Skills",
  lead: "Tools that installed skills bring, and what the policy lets each of them do.",
  search: "Search skills",
  empty: "No skills installed",
  howTo: "To add a skill, put its jar into the skills folder of the server's home, or run ./sparkbot skill install FILE. It can be used at once, without a restart.",
  noMatch: (query: string) => `No skill matches “${query}”`,
  unavailable: "Not available at the moment",
  columns: { name: "Tool", may: "What it may do", from: "Comes from" },
  chips: {
    read: "Reads",
    write: "Changes things",
    highRisk: "High risk",
    gated: "Only where acting is on",
    asks: "Asks first",
    denied: "Not allowed",
    privileged: "Needs the operator",
  },
};
