import type { Catalogue } from "../en";
import { many } from "../many";

export const approvals: Catalogue["approvals"] = {
  title: "Freigaben",
  lead: "Was Sparkbot tun will und ohne Sie nicht darf. Jedes läuft höchstens einmal und nur so wie gezeigt.",
  empty: "Nichts wartet auf Sie",
  emptyHint: "Wenn Sparkbot etwas ändern will, fragt er hier und im Chat.",
  wants: (title: string) => `Sparkbot möchte: ${title}`,
  left: (time: string) => `noch ${time}`,
  approve: "Freigeben",
  approveWhat: (title: string) => `: „${title}“ freigeben`,
  doIt: (verb: string) => `${verb}: ja`,
  deny: "Nicht tun",
  denyWhat: (title: string) => `: „${title}“ ablehnen`,
  othersDecide: "Das muss jemand anderes entscheiden: wer darum gebeten hat oder wer den Raum leitet.",
  waiting: (count: number) => `${many(count, "Freigabe wartet", "Freigaben warten")}`,
  justNow: "Eben entschieden",
  askedIn: "Gefragt in",
  askedBy: (name: string) => `für ${name}`,
  ended: {
    approved: (title: string, here: boolean) => `${here ? "Von Ihnen freigegeben" : "Freigegeben"}: ${title}`,
    denied: (title: string, here: boolean) => `${here ? "Von Ihnen abgelehnt" : "Abgelehnt"}: ${title}`,
    expired: (title: string) => `Niemand hat rechtzeitig entschieden: ${title}. Es wurde nichts getan.`,
  },
};
