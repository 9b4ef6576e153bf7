/** Which addresses in an answer may become a link or a picture. An answer is text of a machine that may have been misled. */

const LINK_SCHEMES = new Set(["http:", "https:", "mailto:"]);

/** The address when a click on it may leave the page; otherwise undefined. */
export function safeLink(address: string | undefined, origin: string): string | undefined {
  if (!address) return undefined;
  const target = URL.parse(address, origin);
  return target && LINK_SCHEMES.has(target.protocol) ? target.href : undefined;
}

/** Only pictures of our own origin are loaded: a foreign one would tell its host that, and what, somebody read. */
export function safeImage(address: string | undefined, origin: string): string | undefined {
  if (!address) return undefined;
  const target = URL.parse(address, origin);
  return target?.origin === origin ? target.href : undefined;
}

/** The host of an address, to name what was not loaded. */
export function hostOf(address: string | undefined): string | undefined {
  const target = address === undefined ? null : URL.parse(address);
  return target?.host || undefined;
}
