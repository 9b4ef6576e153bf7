/** What this browser keeps of a person's words; nothing of it may be left for the next one who signs in. */
const PERSONAL = ["sparkbot_draft:"];

export function forgetPersonal(): void {
  for (const key of Object.keys(localStorage)) if (PERSONAL.some((prefix) => key.startsWith(prefix))) localStorage.removeItem(key);
}
