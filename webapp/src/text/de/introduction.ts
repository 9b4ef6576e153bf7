import type { Catalogue } from "../en";

export const introduction: Catalogue["introduction"] = {
  label: "Einführung",
  lead: "Drei kurze Schritte, oder schreiben Sie unten gleich los.",
  steps: ["So beginnen Sie", "Erste Fragen", "So sind Sie geschützt"],
  leads: [
    "Sagen Sie in einfachen Worten, was Sie brauchen. Sparkbot antwortet und benutzt Werkzeuge, wo sie helfen.",
    "Wählen Sie eine zum Ausprobieren, oder schreiben Sie unten Ihre eigene.",
    "Der Assistent liest frei und kann nicht hinter Ihrem Rücken handeln.",
  ],
  start: [
    ["Jedes Thema hat seinen Raum", "„Neuer Chat“ beginnt einen. Niemand sieht einen Raum, in dem er nicht ist; eingeladen wird aus seinem Menü."],
    ["Ein Modell antwortet", "Sein Name steht oben in jedem Raum. Dort können Sie jederzeit ein anderes wählen."],
    ["Alles findet sich wieder", "Strg oder Cmd + K durchsucht Räume und Nachrichten. Ein Schrägstrich im Feld zeigt die Befehle."],
  ],
  protects: [
    ["Er fragt, bevor er Schaden anrichtet", "Löschen und Ähnliches wartet auf Ihr Ja und geschieht dann einmal, genau wie gezeigt."],
    ["Handeln ist in neuen Räumen aus", "Werkzeuge, die auf Rechner und Dienste wirken, bleiben aus, bis Sie das Handeln oben im Raum einschalten."],
    ["Alles wird festgehalten", "/audit zeigt die letzten Werkzeugaufrufe eines Raums, auch verweigerte."],
    ["Geheimnisse bleiben geheim", "Schlüssel liegen verschlüsselt auf diesem Server und werden nie wieder gezeigt."],
  ],
  progress: (step: number, steps: number) => `Schritt ${step} von ${steps}`,
  skip: "Überspringen",
  back: "Zurück",
  next: "Weiter",
  done: "Los geht es",
};
