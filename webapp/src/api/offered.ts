import { queryOptions, useQuery } from "@tanstack/react-query";
import { request } from "./http";

/**
 * Routes that a server may lack: an older one, or one whose bundle is stopped. What cannot be done is not offered; this is the one
 * place that knows. Names of path parameters are left out, a query parameter follows a question mark.
 */
const ROUTES = {
  editMessage: "PATCH /chat/messages/{}/message/{}",
  deleteMessage: "DELETE /chat/messages/{}/message/{}",
  regenerate: "POST /chat/rooms/{}/messages/{}/regenerate",
  rerun: "POST /chat/rooms/{}/messages/{}/rerun",
  choose: "POST /chat/rooms/{}/messages/{}/choose",
  queue: "POST /chat/rooms/{}/turns/queue",
  steer: "POST /chat/rooms/{}/turns/{}/steer",
  commands: "GET /chat/commands",
  search: "GET /chat/search",
  searchRoom: "GET /chat/messages/{}/search",
  around: "GET /chat/rooms/{}/messages?around",
  upload: "POST /chat/rooms/{}/upload",
  papers: "GET /chat/rooms/{}/artifacts/{}",
  notices: "GET /users/me/notices",
} as const;

export type Offer = keyof typeof ROUTES;
export type Offered = ReadonlySet<Offer>;

interface Described {
  paths: Record<string, Record<string, { parameters?: { name?: string; in?: string }[] }>>;
}

export function offersOf(document: Described): Offered {
  const present = new Set<string>();
  for (const [path, methods] of Object.entries(document.paths)) {
    const bare = path.replace(/^\/api\/v1/, "").replaceAll(/\{[^}]*\}/g, "{}");
    for (const [method, { parameters = [] }] of Object.entries(methods)) {
      const line = `${method.toUpperCase()} ${bare}`;
      present.add(line);
      for (const one of parameters) if (one.in === "query") present.add(`${line}?${one.name}`);
    }
  }
  const names = Object.keys(ROUTES) as Offer[];
  return new Set(names.filter((name) => present.has(ROUTES[name])));
}

const NOTHING: Offered = new Set();

export const offeredQuery = queryOptions({
  queryKey: ["offered"],
  queryFn: async ({ signal }) => offersOf(await request<Described>("/openapi.json", { signal })),
  staleTime: 60_000,
});

/** What the server can do; nothing optional until it has said so. */
export function useOffered(): Offered {
  return useQuery(offeredQuery).data ?? NOTHING;
}
