import type { Catalogue } from "../en";

export const composer: Catalogue["composer"] = {
  commands: "Befehle",
  commandHint: "Pfeiltasten wählen, Tab füllt aus, Eingabe führt aus",
  onlyYou: "Nur Sie sehen das",
  cleared: "Frühere Nachrichten sind ausgeblendet",
  showCleared: "Zeigen",
  queue: "Senden, wenn diese Antwort zu Ende ist",
  steer: "Jetzt zur Frage hinzufügen",
  queueOrSteer: "Eingabe sendet nach dieser Antwort, Strg oder Cmd + Eingabe fügt es jetzt zur Frage hinzu. Esc hält an.",
  queueOrSteerMod: "Strg oder Cmd + Eingabe sendet es nach dieser Antwort, mit Umschalt kommt es jetzt zur Frage. Esc hält an.",
  queued: "Wartet darauf, gesagt zu werden",
  unqueue: (words: string) => `„${words}“ nicht senden`,
  unqueued: "Zurückgenommen",
  nowQueued: (place: number) => (place === 1 ? "Wird gesendet, wenn diese Antwort zu Ende ist" : `Wird als Nummer ${place} nach dieser Antwort gesendet`),
  steered: "Zur Frage hinzugefügt",
  typing: (names: readonly string[]) =>
    names.length === 1 ? `${names[0]} schreibt` : names.length === 2 ? `${names[0]} und ${names[1]} schreiben` : `${names.length} Personen schreiben`,
  here: (names: string) => `Gerade hier: ${names}`,
  noCode: "In diesem Raum gibt es noch keinen Code zum Kopieren",
  codeCopied: "Code kopiert",
};
