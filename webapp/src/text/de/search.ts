import type { Catalogue } from "../en";

export const search: Catalogue["search"] = {
  title: "Suche",
  open: "Suchen",
  field: "Räume und Nachrichten durchsuchen",
  placeholder: "Ein Raum oder Worte, die gefallen sind",
  here: "Nur in diesem Raum",
  results: (count: number) => (count === 1 ? "1 Treffer" : `${count} Treffer`),
  none: (words: string) => `Nichts gefunden für „${words}“`,
  hint: "Pfeiltasten wählen, Eingabe öffnet",
  short: "Ab zwei Buchstaben werden Nachrichten durchsucht.",
  more: "Mehr zeigen",
  searching: "Es wird gesucht",
  window: "Sie lesen frühere Nachrichten",
  loadingNewer: "Spätere Nachrichten werden geladen",
  notLoaded: "Diese Nachricht liegt für diesen Server zu weit zurück. Blättern Sie zu ihr hinauf.",
};
