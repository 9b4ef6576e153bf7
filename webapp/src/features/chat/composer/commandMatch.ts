import type { Command } from "@/api/commands";

const WORD = /^\/([\w-]*)$/;
const LINE = /^\/([a-z][\w-]*)(?:[ \t][^\n]*)?$/i;

/** The commands that begin like what is typed, as long as only the command's own name is being typed. */
export function matching(commands: readonly Command[], typed: string): Command[] {
  const word = WORD.exec(typed)?.[1]?.toLowerCase();
  if (word === undefined) return [];
  return commands.filter(({ name, aliases }) => [name, ...aliases].some((one) => one.toLowerCase().startsWith(word)));
}

/** Whether the text is a command and not a message: one line, a slash, and a word. A path such as `/etc/hosts` is a message. */
export function isCommand(typed: string): boolean {
  return LINE.test(typed.trim());
}

/** Whether more than the name can be typed. */
export function takesWords(command: Command): boolean {
  return command.usage.trim().includes(" ");
}
