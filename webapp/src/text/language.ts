import { speak } from "./text";

export type Language = "en" | "de";
export type LanguageChoice = "system" | Language;

const KEY = "sparkbot_language";
const KNOWN: readonly Language[] = ["en", "de"];

export function chosenLanguage(): LanguageChoice {
  const stored = localStorage.getItem(KEY);
  return KNOWN.find((known) => known === stored) ?? "system";
}

/** Which of our languages comes first in the person's own list; English when none does. */
export function spokenLanguage(choice: LanguageChoice, wanted: readonly string[]): Language {
  if (choice !== "system") return choice;
  for (const tag of wanted) {
    const known = KNOWN.find((language) => tag.toLowerCase().split("-")[0] === language);
    if (known) return known;
  }
  return "en";
}

/** Dates follow the browser's own region as long as nothing else is chosen. */
export function dateLanguage(): Language | undefined {
  const choice = chosenLanguage();
  return choice === "system" ? undefined : choice;
}

/** Words are read where they are drawn and also where modules begin, so another language begins with another page. */
export function chooseLanguage(choice: LanguageChoice): void {
  if (choice === chosenLanguage()) return;
  if (choice === "system") localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, choice);
  window.location.reload();
}

/** Before the first rendering. English is part of the page, other languages are fetched. */
export async function loadLanguage(): Promise<void> {
  const language = spokenLanguage(chosenLanguage(), navigator.languages);
  if (language === "de") speak((await import("./de")).de, language);
}
