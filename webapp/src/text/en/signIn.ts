import { many } from "../many";

export const signIn = {
  title: "Sign in",
  heading: "Sign in to Sparkbot",
  lead: "Your own assistant, on your own server",
  passphrase: "Passphrase",
  username: "Username",
  password: "Password",
  submit: "Sign in",
  show: "Show what is typed",
  hide: "Hide what is typed",
  useAccount: "Sign in with a named account",
  usePassphrase: "Sign in with the passphrase",
  passphraseWrong: "That passphrase is not right.",
  credentialsWrong: "Username or password is not right.",
  tooMany: (minutes: number) => `Too many tries from this address. Wait ${many(minutes, "minute", "minutes")}, then try again.`,
  offline: "Sparkbot does not answer. Check that the server is running, then try again.",
};
