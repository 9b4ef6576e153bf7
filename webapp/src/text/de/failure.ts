import type { Catalogue } from "../en";

export const failure: Catalogue["failure"] = {
  offline: "Sparkbot antwortet nicht",
  offlineHint: "Vielleicht startet der Server gerade oder ist angehalten, oder das Netz ist unterbrochen.",
  forbidden: "Nicht für dieses Konto",
  missing: "Nicht gefunden",
  failed: "Das hat nicht geklappt",
  status: (status: number) => `Der Server hat mit ${status} geantwortet.`,
  unexpected: "Auf dieser Seite ist etwas schiefgegangen",
  unexpectedHint: "Meist hilft es, die Seite neu zu laden.",
  noPage: "Diese Seite gibt es nicht",
  noPageHint: "Vielleicht ist die Adresse vertippt, oder die Seite ist umgezogen.",
  home: "Zum Chat",
};
