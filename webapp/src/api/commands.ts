import { queryOptions } from "@tanstack/react-query";
import { request } from "./http";

export interface Command {
  name: string;
  aliases: string[];
  usage: string;
  summary: string;
}

export interface CommandAction {
  type: "clear" | "download" | "search" | "turn";
  value: string;
}

export interface CommandOutcome {
  text: string;
  action: CommandAction | null;
}

export const commandsQuery = (roomId: string) =>
  queryOptions({
    queryKey: ["commands", roomId],
    queryFn: async ({ signal }) => (await request<{ commands: Command[] }>("/chat/commands", { query: { room_id: roomId }, signal })).commands,
    staleTime: 60_000,
  });

/** Runs a line such as `/help`. What comes of it is for this person alone and is not stored. */
export const runCommand = (roomId: string, text: string) =>
  request<CommandOutcome>(`/chat/rooms/${roomId}/commands`, { method: "POST", body: { text } });
