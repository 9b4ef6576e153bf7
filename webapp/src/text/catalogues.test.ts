import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { de } from "./de";
import { en } from "./en";

type Leaf = { path: string; value: unknown };

function leaves(node: unknown, path = ""): Leaf[] {
  if (typeof node !== "object" || node === null) return [{ path, value: node }];
  return Object.entries(node).flatMap(([key, value]) => leaves(value, path === "" ? key : `${path}.${key}`));
}

const shape = (catalogue: object) =>
  leaves(catalogue).map(({ path, value }) => (typeof value === "function" ? `${path}(${value.length})` : path));

test("both languages have the same keys, and words that take values take the same ones", () => {
  expect(shape(de).toSorted()).toEqual(shape(en).toSorted());
});

test("nothing is left untranslated but names and signs", () => {
  const german = new Map(leaves(de).map(({ path, value }) => [path, value]));
  const same = leaves(en).filter(({ path, value }) => typeof value === "string" && /[a-z]{3}/.test(value) && german.get(path) === value);
  const mayBe = /^(Sparkbot|Name|Text|Code|Link|Moderator|Administrator|Persona|Server|Skills|OpenRouter|Groq|Ollama|Alt|Esc|English|Deutsch|Passphrase|Person|E-Mail|Navigation)$/;
  expect(same.filter(({ value }) => !mayBe.test(String(value))).map(({ path }) => path)).toEqual([]);
});

const sources = readdirSync("src", { recursive: true, withFileTypes: true })
  .filter((file) => file.isFile() && /\.tsx?$/.test(file.name) && !/\.test\.tsx?$/.test(file.name) && !/[\\/]text([\\/](en|de))?$/.test(file.parentPath))
  .map((file) => readFileSync(join(file.parentPath, file.name), "utf8"))
  .join("\n");

test("every key is used", () => {
  const unused = leaves(en).filter(({ path }) => {
    const names = path.split(".");
    const name = names.at(-1) ?? "";
    if (/^\d+$/.test(name)) return false;
    const named = new RegExp(String.raw`\.${name}\b`);
    // Chosen by a value, e.g. text.members.roles[role].
    const chosen = names.slice(0, -1).some((parent) => new RegExp(String.raw`\.${parent}\[`).test(sources));
    return !named.test(sources) && !chosen;
  });
  expect(unused.map(({ path }) => path)).toEqual([]);
});
