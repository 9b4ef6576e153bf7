import { queryOptions } from "@tanstack/react-query";
import { request, sendAsTyped, type Plain } from "./http";

/** The server's OpenAPI document, as far as the reference shows it. */
export interface ApiDocument {
  info: { title: string; version: string; description?: string };
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema>; responses: Record<string, Answer> };
}

export interface Operation {
  tags?: string[];
  operationId: string;
  summary?: string;
  description?: string;
  security?: unknown[];
  parameters?: Parameter[];
  requestBody?: { required?: boolean; content: Record<string, { schema?: Schema }> };
  responses: Record<string, Answer>;
  "x-refusals"?: string[];
}

export interface Parameter {
  name: string;
  in: "path" | "query" | "header";
  required: boolean;
  schema: Schema;
}

export interface Answer {
  $ref?: string;
  description?: string;
  content?: Record<string, { schema?: Schema }>;
}

export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  const?: string;
  enum?: (string | null)[];
  default?: unknown;
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | boolean;
  items?: Schema;
  oneOf?: Schema[];
  anyOf?: Schema[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  "x-event"?: Schema;
}

export const referenceQuery = queryOptions({
  queryKey: ["reference"],
  queryFn: ({ signal }) => request<ApiDocument>("/openapi.json", { signal }),
  staleTime: 60_000,
});

/** Sends what somebody typed and tells what came back, good or bad. */
export function tryOut(method: string, path: string, body: string): Promise<Plain> {
  return sendAsTyped(method, path, body);
}
