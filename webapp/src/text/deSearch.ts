import type { enSearch } from "./enSearch";

/** Deutsche Wörter für Suche, Dateien und Bilder. */
export const deSearch: typeof enSearch = {
  search: {
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
  },
  files: {
    attach: "Dateien anhängen",
    drop: "Dateien hier ablegen, um sie anzuhängen",
    attached: "Angehängt",
    wait: "Dateien lassen sich senden, wenn diese Antwort zu Ende ist. Esc hält sie an.",
    remove: (name: string) => `${name} nicht anhängen`,
    uploading: (name: string) => `${name} wird hochgeladen`,
    percent: (value: number) => `${value} %`,
    failed: (name: string, why: string) => `${name}: ${why}`,
    interrupted: "die Verbindung ist abgebrochen, bevor alles angekommen war",
    cancel: (name: string) => `Hochladen von ${name} abbrechen`,
    again: "Noch einmal versuchen",
    view: (name: string) => (name === "" ? "Bild groß zeigen" : `${name} groß zeigen`),
    viewer: "Bild",
    original: "Originalgröße",
    fit: "In das Fenster einpassen",
    download: "Herunterladen",
  },
};
