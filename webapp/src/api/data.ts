import { request, send } from "./http";

/** Everything the person owns, as the server streams it. */
export async function exportMine(): Promise<Blob> {
  return (await send("/chat/export")).blob();
}

export const importMine = (file: unknown) =>
  request<{ rooms: number; messages: number }>("/chat/import", { method: "POST", body: file });
