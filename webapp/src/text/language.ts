import { Kept } from "@/preferences/kept";
import { speak } from "./text";

export type Language = "en" | "de";
export type LanguageChoice = "system" | Language;

const kept = new Kept("sparkbot_language", "system");
const KNOWN: readonly Language[] = ["en", "de"];

export function chosenLanguage(): LanguageChoice {
  const stored = kept.read();
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

/** Answers whether the next page would speak otherwise. */
export const keepLanguage = (choice: LanguageChoice): boolean => kept.write(choice);

/** Before the first rendering. English is part of the page, other languages are fetched. */
export async function loadLanguage(): Promise<void> {
  const language = spokenLanguage(chosenLanguage(), navigator.languages);
  if (language === "de") speak((await import("./de")).de, language);
}
