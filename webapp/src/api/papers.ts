import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { request } from "./http";
import type * as wire from "./schema.gen";

export type PaperKind = wire.ArtifactView["type"];
/** What the server writes beside a paper; whoever adds one through the API may write anything. */
export type PaperMeta = { llm_ok?: unknown; parent_notes_id?: unknown } | null;
export type Paper = Omit<wire.ArtifactView, "meta_json"> & { meta_json: PaperMeta };

export const PAPER_KINDS = ["agenda", "notes", "decisions", "action_items"] as const satisfies readonly PaperKind[];

const PAGE = 20;

/** For telling all lists of a room's papers that they changed. */
export const papersKey = (room: string) => ["room", room, "papers"] as const;

const papers = (room: string) => `/chat/rooms/${room}/artifacts`;

/** Newest first; of one kind, or of all. */
export const papersQuery = (room: string, type: PaperKind | undefined) =>
  infiniteQueryOptions({
    queryKey: [...papersKey(room), "list", type ?? ""],
    queryFn: ({ pageParam, signal }) => request<Paper[]>(papers(room), { query: { type, before: pageParam, limit: PAGE }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => (page.length < PAGE ? undefined : page.at(-1)?.id),
  });

export const paperQuery = (room: string, id: string) =>
  queryOptions({
    queryKey: [...papersKey(room), id],
    queryFn: ({ signal }) => request<Paper>(`${papers(room)}/${id}`, { signal }),
  });

export const addPaper = (room: string, type: PaperKind, content_markdown: string) =>
  request<Paper>(papers(room), { method: "POST", body: { type, content_markdown } });

/** The model of whoever asks sums up what was said last. */
export const writeNotes = (room: string) => request<Paper>(`${papers(room)}/generate`, { method: "POST" });

export const removePaper = (room: string, id: string) => request<unknown>(`${papers(room)}/${id}`, { method: "DELETE" });
