// node scripts/step.mjs build|test – what Maven calls. Installs when the lock file changed since the last installation, then runs
// the npm script of that name, unless the very same sources have been through it already.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const [, , step] = process.argv;
const SOURCES = ["src", "public", "scripts", "index.html", "vite.config.ts", "tsconfig.json", "package.json", "package-lock.json"];
const STAMPS = { install: "node_modules/.sparkbot/install", test: "node_modules/.sparkbot/test", build: "dist/.vite/stamp" };

process.chdir(join(dirname(fileURLToPath(import.meta.url)), ".."));
if (!(step in STAMPS)) fail(`no such step: ${step}`);
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) fail(`Node ${process.versions.node} is too old; the web app needs 20.19 or newer.`);

const lock = hash(["package-lock.json"]);
if (!passed("install", lock)) {
  run(["ci", "--no-audit", "--no-fund", "--loglevel", "error"]);
  pass("install", lock);
}
const sources = hash(SOURCES);
if (!passed(step, sources)) {
  run(["run", "--silent", step]);
  // Files of the build before would stay beside the new ones and end up in the jar.
  if (step === "build") rmSync("target/classes/web", { recursive: true, force: true });
  pass(step, sources);
}

function hash(names) {
  const digest = createHash("sha256");
  const add = (path) => digest.update(path).update("\0").update(readFileSync(path)).update("\0");
  for (const name of names) {
    if (/\.[a-z]+$/.test(name)) add(name);
    else for (const path of files(name)) add(path);
  }
  return digest.digest("hex");
}

function files(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function passed(name, value) {
  return existsSync(STAMPS[name]) && readFileSync(STAMPS[name], "utf8") === value;
}

function pass(name, value) {
  mkdirSync(dirname(STAMPS[name]), { recursive: true });
  writeFileSync(STAMPS[name], value);
}

function run(words) {
  const { status, error } = spawnSync("npm", words, { stdio: "inherit", shell: process.platform === "win32" });
  if (error) fail(`npm cannot be started (${error.message}). Install Node 20.19 or newer with npm.`);
  if (status !== 0) process.exit(status ?? 1);
}

function fail(words) {
  console.error(words);
  process.exit(1);
}
