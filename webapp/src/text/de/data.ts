import type { Catalogue } from "../en";

export const data: Catalogue["data"] = {
  title: "Ihre Daten",
  lead: "Räume, die Ihnen gehören, mit Nachrichten, Ordnern und Anheftungen, in einer Datei, die dieser oder ein anderer Sparkbot lesen kann.",
  export: "Alles herunterladen",
  importTitle: "Importieren",
  importLead: "Liest eine solche Datei und fügt ihre Räume zu Ihren hinzu. An dem, was da ist, ändert sich nichts.",
  choose: "Datei wählen",
  imported: (rooms: number, messages: number) => `${rooms} ${rooms === 1 ? "Raum" : "Räume"} mit ${messages} Nachrichten hinzugefügt`,
  notJson: "Diese Datei ist kein Export von Sparkbot.",
};
