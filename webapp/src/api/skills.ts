import { queryOptions } from "@tanstack/react-query";
import { request } from "./http";
import type { Skill } from "./types";

export const skillsQuery = queryOptions({
  queryKey: ["skills"],
  queryFn: ({ signal }) => request<{ skills: Skill[] }>("/chat/skills", { signal }),
  refetchInterval: 5_000,
});
