import { queryOptions } from "@tanstack/react-query";
import { request } from "./http";
import type { ModelList, ModelsChange, ModelsConfig, ModelTest, ModelTestResult } from "./types";

export const modelsQuery = queryOptions({
  queryKey: ["models"],
  queryFn: ({ signal }) => request<ModelList>("/chat/models", { signal }),
});

export const modelsConfigQuery = queryOptions({
  queryKey: ["models", "config"],
  queryFn: ({ signal }) => request<ModelsConfig>("/chat/models/config", { signal }),
});

export const chooseModel = (model: string) =>
  request<{ model: string; description: string }>("/chat/model", { method: "POST", body: { model } });

export const saveModels = (change: ModelsChange) =>
  request<ModelsConfig>("/chat/models/config", { method: "POST", body: change });

/** Asks the provider itself; nothing is stored. */
export const testModels = (test: ModelTest) =>
  request<ModelTestResult>("/chat/models/test", { method: "POST", body: test });
