import type { Catalogue } from "../en";

export const common: Catalogue["common"] = {
  close: "Schließen",
  cancel: "Abbrechen",
  dismiss: "Ausblenden",
  retry: "Noch einmal versuchen",
  loading: "Wird geladen",
};
