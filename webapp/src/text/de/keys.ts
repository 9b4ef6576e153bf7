import type { Catalogue } from "../en";

export const keys: Catalogue["keys"] = {
  title: "API-Schlüssel",
  lead: "Für Programme, die in Ihrem Namen mit diesem Server sprechen, mit nicht mehr Rechten, als Sie haben. Die OpenAI-kompatible Adresse ist /v1.",
  none: "Keine Schlüssel",
  add: "Neuer Schlüssel",
  name: "Wofür er ist",
  scope: "Was er darf",
  scopes: { read: "Nur lesen", chat: "Chat: lesen, schreiben, fragen", full: "Alles, was ich darf" },
  expires: "Endet nach",
  expiry: { "30": "30 Tagen", "90": "90 Tagen", "365": "Einem Jahr", never: "Nie" },
  create: "Schlüssel anlegen",
  ready: "Kopieren Sie den Schlüssel jetzt. Er wird nicht noch einmal gezeigt.",
  key: "Schlüssel",
  copy: "Schlüssel kopieren",
  created: (at: string) => `angelegt ${at}`,
  lastUsed: (at: string) => `zuletzt benutzt ${at}`,
  neverUsed: "nie benutzt",
  ends: (at: string) => `endet ${at}`,
  ended: "beendet",
  revoke: "Zurückziehen",
  revokeWhat: (name: string) => `: ${name}`,
};
