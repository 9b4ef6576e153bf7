/** Only a path of our own may be the place to go to after signing in; a link must not send people elsewhere. */
export function safePath(next: unknown): string | undefined {
  if (typeof next !== "string" || !next.startsWith("/")) return undefined;
  const target = URL.parse(next, "http://here.invalid");
  if (target?.origin !== "http://here.invalid" || target.pathname === "/login") return undefined;
  return target.pathname + target.search;
}
