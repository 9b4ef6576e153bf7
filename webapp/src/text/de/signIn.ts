import type { Catalogue } from "../en";
import { many } from "../many";

export const signIn: Catalogue["signIn"] = {
  title: "Anmelden",
  heading: "Bei Sparkbot anmelden",
  lead: "Ihr eigener Assistent auf Ihrem eigenen Server",
  passphrase: "Passphrase",
  username: "Benutzername",
  password: "Passwort",
  submit: "Anmelden",
  show: "Eingabe zeigen",
  hide: "Eingabe verbergen",
  useAccount: "Mit einem Konto anmelden",
  usePassphrase: "Mit der Passphrase anmelden",
  passphraseWrong: "Diese Passphrase stimmt nicht.",
  credentialsWrong: "Benutzername oder Passwort stimmt nicht.",
  tooMany: (minutes: number) => `Zu viele Versuche von dieser Adresse. Warten Sie ${many(minutes, "Minute", "Minuten")} und versuchen Sie es dann noch einmal.`,
  offline: "Sparkbot antwortet nicht. Prüfen Sie, ob der Server läuft, und versuchen Sie es dann noch einmal.",
};
