import type { Catalogue } from "../en";

export const welcome: Catalogue["welcome"] = {
  greeting: (hour: number): string => (hour < 5 ? "Guten Abend" : hour < 11 ? "Guten Morgen" : hour < 18 ? "Guten Tag" : "Guten Abend"),
  lead: "Stellen Sie eine Frage, oder beginnen Sie mit einer von diesen.",
  examples: ["Was kannst du?", "Wie spät ist es in Tokio?", "Was sind 17 % von 1240?", "Schreib eine Notiz zur Besprechung morgen"],
};
