import type { Catalogue } from "../en";

export const files: Catalogue["files"] = {
  attach: "Dateien anhängen",
  drop: "Dateien hier ablegen, um sie anzuhängen",
  attached: "Angehängt",
  later: "Die Dateien werden gesendet, wenn diese Antwort zu Ende ist. Esc hält sie an.",
  promised: "Wird gesendet, wenn diese Antwort zu Ende ist",
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
};
