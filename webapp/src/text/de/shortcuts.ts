import type { Catalogue } from "../en";

export const shortcuts: Catalogue["shortcuts"] = {
  title: "Tastenkürzel",
  send: "Nachricht senden",
  newLine: "Neue Zeile beginnen",
  stop: "Antwort anhalten",
  focus: "Nachricht schreiben",
  search: "Suchen",
  copyCode: "Letzten Code kopieren",
  editLast: "Letzte Nachricht ändern",
  steer: "Während der Antwort etwas hinzufügen",
  newChat: "Neuer Chat",
  nextRoom: "Nächster Raum",
  previousRoom: "Voriger Raum",
  sidebar: "Seitenleiste zeigen oder ausblenden",
  sheet: "Diese Übersicht zeigen",
};
