import type { Catalogue } from "../en";

export const models: Catalogue["models"] = {
  title: "Modelle",
  lead: "Wer antwortet, wenn niemand etwas anderes gewählt hat.",
  default: "Standardmodell",
  none: "Keines gewählt",
  connect: "Modell verbinden",
  connectLead: "Eine Verbindung wird geprüft, bevor sie gespeichert wird. Mit dem Speichern wird ihr Modell der Standard.",
  locked: "Durch Konfiguration festgelegt",
  ready: "Bereit",
  notReady: "Nicht eingerichtet",
  manage: "Modelle einrichten",
  demoName: "Demo-Assistent",
  pickerLabel: (name: string) => `${name}: anderes Modell wählen`,
};
