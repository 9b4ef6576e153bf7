// Fails the build when the first load grows past its budget. The first load is what /dm needs before anybody can type:
// the entry, the shell and the chat page, with everything they import statically. Numbers are gzip, as most servers send it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const LIMIT_KB = 250;
const out = "dist";
const manifest = JSON.parse(readFileSync(join(out, ".vite/manifest.json"), "utf8"));

const first = ["index.html", "src/app/Shell.tsx", "src/features/chat/pages.tsx"];
const later = ["src/features/chat/markdown/Markdown.tsx"];

function closure(names, seen = new Set()) {
  for (const name of names) {
    const chunk = manifest[name];
    if (!chunk) throw new Error(`the build manifest has no ${name}; adapt scripts/budget.mjs to the renamed file`);
    if (seen.has(chunk.file)) continue;
    seen.add(chunk.file);
    closure(chunk.imports ?? [], seen);
  }
  return seen;
}

const kilobytes = (files) =>
  [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(out, file)), { level: 9 }).length, 0) / 1000;

const initial = closure(first);
const markdown = closure(later, new Set(initial));
for (const file of initial) markdown.delete(file);
const size = kilobytes(initial);

console.log(`first load  ${size.toFixed(1)} kB gzip in ${initial.size} files (limit ${LIMIT_KB} kB)`);
console.log(`Markdown    ${kilobytes(markdown).toFixed(1)} kB gzip, loaded beside the first history`);
if (size > LIMIT_KB) {
  console.error(`The first load is ${(size - LIMIT_KB).toFixed(1)} kB over its budget. Load something lazily, or leave it out.`);
  process.exit(1);
}
