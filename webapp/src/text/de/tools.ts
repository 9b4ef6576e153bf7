import type { Catalogue } from "../en";

export const tools: Catalogue["tools"] = {
  given: "Übergeben an",
  result: "Ergebnis",
  noArguments: "Nichts übergeben.",
  noResult: "Es kam nichts zurück.",
  showAll: "alles zeigen",
  showLess: "weniger zeigen",
  showAllOf: (name: string) => `${name} ganz zeigen`,
  showLessOf: (name: string) => `weniger von ${name} zeigen`,
  states: {
    running: "",
    ok: "",
    empty: "nichts gefunden",
    error: "fehlgeschlagen",
    unavailable: "nicht verfügbar",
    denied: "nicht erlaubt",
    timeout: "zu lange gedauert",
  },
};
