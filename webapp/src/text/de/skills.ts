import type { Catalogue } from "../en";

export const skills: Catalogue["skills"] = {
  title: "Skills",
  lead: "Werkzeuge, die installierte Skills mitbringen, und was die Regeln jedem davon erlauben.",
  search: "Skills durchsuchen",
  empty: "Keine Skills installiert",
  howTo: "Um einen Skill hinzuzufügen, legen Sie seine Jar-Datei in den Ordner skills im Heimordner des Servers, oder rufen Sie ./sparkbot skill install DATEI auf. Er ist sofort benutzbar, ohne Neustart.",
  noMatch: (query: string) => `Kein Skill passt zu „${query}“`,
  unavailable: "Zurzeit nicht verfügbar",
  columns: { name: "Werkzeug", may: "Was es darf", from: "Kommt von" },
  chips: {
    read: "Liest",
    write: "Ändert etwas",
    highRisk: "Hohes Risiko",
    gated: "Nur wo Handeln an ist",
    asks: "Fragt vorher",
    denied: "Nicht erlaubt",
    privileged: "Braucht den Operator",
  },
};
