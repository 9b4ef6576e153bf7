import { createHighlighterCore, type HighlighterCore, type LanguageInput } from "shiki/core";
import { createJavaScriptRegexEngine } from "shiki/engine/javascript";

export interface Piece {
  text: string;
  /** One colour for each theme. */
  light: string | undefined;
  dark: string | undefined;
}

/** The languages an office meets; each comes as its own file, when it is first seen. */
const languages: Record<string, () => Promise<{ default: LanguageInput }>> = {
  bash: () => import("shiki/langs/bash.mjs"),
  c: () => import("shiki/langs/c.mjs"),
  cpp: () => import("shiki/langs/cpp.mjs"),
  csharp: () => import("shiki/langs/csharp.mjs"),
  css: () => import("shiki/langs/css.mjs"),
  diff: () => import("shiki/langs/diff.mjs"),
  docker: () => import("shiki/langs/docker.mjs"),
  go: () => import("shiki/langs/go.mjs"),
  html: () => import("shiki/langs/html.mjs"),
  ini: () => import("shiki/langs/ini.mjs"),
  java: () => import("shiki/langs/java.mjs"),
  javascript: () => import("shiki/langs/javascript.mjs"),
  json: () => import("shiki/langs/json.mjs"),
  kotlin: () => import("shiki/langs/kotlin.mjs"),
  markdown: () => import("shiki/langs/markdown.mjs"),
  php: () => import("shiki/langs/php.mjs"),
  powershell: () => import("shiki/langs/powershell.mjs"),
  python: () => import("shiki/langs/python.mjs"),
  ruby: () => import("shiki/langs/ruby.mjs"),
  rust: () => import("shiki/langs/rust.mjs"),
  sql: () => import("shiki/langs/sql.mjs"),
  swift: () => import("shiki/langs/swift.mjs"),
  toml: () => import("shiki/langs/toml.mjs"),
  tsx: () => import("shiki/langs/tsx.mjs"),
  typescript: () => import("shiki/langs/typescript.mjs"),
  xml: () => import("shiki/langs/xml.mjs"),
  yaml: () => import("shiki/langs/yaml.mjs"),
};

const aliases: Record<string, string> = {
  "c#": "csharp",
  "c++": "cpp",
  cs: "csharp",
  dockerfile: "docker",
  js: "javascript",
  jsx: "tsx",
  kt: "kotlin",
  md: "markdown",
  properties: "ini",
  ps1: "powershell",
  py: "python",
  rb: "ruby",
  rs: "rust",
  sh: "bash",
  shell: "bash",
  ts: "typescript",
  yml: "yaml",
  zsh: "bash",
};

const THEMES = { light: "github-light-high-contrast", dark: "github-dark-default" } as const;

let core: Promise<HighlighterCore> | undefined;

function start(): Promise<HighlighterCore> {
  core ??= createHighlighterCore({
    engine: createJavaScriptRegexEngine({ forgiving: true }),
    themes: [import("shiki/themes/github-light-high-contrast.mjs"), import("shiki/themes/github-dark-default.mjs")],
  });
  return core;
}

/** The lines of a piece of code in coloured pieces, or undefined for a language that is not known here. */
export async function highlight(code: string, language: string): Promise<Piece[][] | undefined> {
  const name = aliases[language.toLowerCase()] ?? language.toLowerCase();
  const load = languages[name];
  if (!load) return undefined;
  const [highlighter, grammar] = await Promise.all([start(), load()]);
  await highlighter.loadLanguage(grammar.default);
  const lines = highlighter.codeToTokensWithThemes(code, { lang: name, themes: THEMES });
  return lines.map((line) =>
    line.map((token) => ({
      text: token.content,
      light: token.variants["light"]?.color,
      dark: token.variants["dark"]?.color,
    })),
  );
}
