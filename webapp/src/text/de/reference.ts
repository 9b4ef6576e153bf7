import type { Catalogue } from "../en";

export const reference: Catalogue["reference"] = {
  title: "API-Referenz",
  lead: "Alle Routen, die dieser Server gerade beantwortet, aus seinem eigenen OpenAPI-Dokument. Anfragen von dieser Seite haben Ihre Rechte.",
  find: "Route suchen",
  document: "OpenAPI-Dokument",
  none: (words: string) => `Keine Route passt zu „${words}“`,
  open: "Ohne Anmeldung",
  parameters: "Parameter",
  body: "Inhalt der Anfrage",
  answer: (status: string) => `Antwort ${status}`,
  empty: (status: string) => `Antwort ${status}, ohne Inhalt`,
  refused: "Ablehnungen",
  otherwise: "sonst",
  name: "Feld",
  type: "Typ",
  limits: "Grenzen",
  needed: "nötig",
  standard: (value: string) => `${value}, wenn es fehlt`,
  tryOut: "Ausprobieren",
  send: (method: string) => `${method} senden`,
};
