import type { Catalogue } from "../en";

export const join: Catalogue["join"] = {
  title: "Einladung",
  invited: (by: string, room: string) => `${by} lädt Sie in „${room}“ ein`,
  as: (role: string) => `Sie kommen als ${role}.`,
  join: "In den Raum",
  wrong: "Diese Einladung gilt nicht mehr",
  wrongHint: "Vielleicht ist sie aufgebraucht, abgelaufen oder zurückgezogen. Bitten Sie um eine neue.",
  account: "Konto anlegen",
  accountLead: "Sie wurden zu diesem Sparkbot eingeladen. Wählen Sie, wie Sie sich anmelden.",
  create: "Konto anlegen",
  signInFirst: "Anmelden und annehmen",
};
