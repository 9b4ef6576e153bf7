import type { enMessages } from "./enMessages";

/** Deutsche Wörter für das, was man mit einer Nachricht tun kann. */
export const deMessages: typeof enMessages = {
  actions: {
    copyMessage: "Nachricht kopieren",
    copyAnswer: "Antwort kopieren",
    reply: "Antworten",
    regenerate: "Noch einmal antworten lassen",
    edit: "Ändern",
    remove: "Nachricht löschen",
    removeShort: "Löschen",
    removeTitle: "Diese Nachricht löschen?",
    removeHint: "Sie wird für alle im Raum gelöscht. Das lässt sich nicht rückgängig machen.",
    removed: "Nachricht gelöscht",
    editLabel: "Neuer Wortlaut",
    save: "Speichern",
    saveAndAsk: "Speichern und neu fragen",
    editHint: "Speichern ändert nur die Worte. Neu fragen behält diese Fassung mit ihren Antworten; Sie können zu ihr zurückkehren.",
    versions: "Fassungen",
    version: (index: number, count: number) => `Fassung ${index} von ${count}`,
    previous: "Vorige Fassung",
    next: "Nächste Fassung",
    replyTo: (who: string) => `Antwort auf ${who}`,
    cancelReply: "Nicht auf diese Nachricht antworten",
    quoteOf: (who: string, words: string) => `Antwort auf ${who}: ${words}. Zu dieser Nachricht gehen`,
    quoteGone: "Die Nachricht, auf die geantwortet wird, wurde gelöscht",
  },
};
