import { en, type Catalogue } from "./en";

/** The words of the face. English now; another language fills the same object before the first rendering. */
export const text: Catalogue = { ...en };

export function speak(catalogue: Catalogue, language: string): void {
  Object.assign(text, catalogue);
  document.documentElement.lang = language;
}
