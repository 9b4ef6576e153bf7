import { expect, test } from "vitest";
import type { Command } from "@/api/commands";
import { isCommand, matching, takesWords } from "./commandMatch";

const command = (name: string, usage = `/${name}`, aliases: string[] = []): Command => ({ name, usage, aliases, summary: "" });
const commands = [command("help", "/help", ["?"]), command("model", "/model [ID]"), command("memory"), command("stop", "/stop", ["halt"])];
const names = (typed: string) => matching(commands, typed).map((one) => one.name);

test("a slash offers all commands, more letters fewer, other names of them count", () => {
  expect(names("/")).toHaveLength(4);
  expect(names("/m")).toEqual(["model", "memory"]);
  expect(names("/HA")).toEqual(["stop"]);
  expect(names("/x")).toEqual([]);
});

test("nothing is offered once the name is finished, or in the middle of a text", () => {
  expect(names("/model ")).toEqual([]);
  expect(names("see /m")).toEqual([]);
});

test("a command is one line that begins with a slash and a word; a path is no command", () => {
  expect(isCommand("/model gpt")).toBe(true);
  expect(isCommand(" /help ")).toBe(true);
  expect(isCommand("/etc/hosts is empty")).toBe(false);
  expect(isCommand("/help\nme")).toBe(false);
  expect(isCommand("/ ")).toBe(false);
});

test("the usage tells whether words may follow", () => {
  expect(commands.map(takesWords)).toEqual([false, true, false, false]);
});
