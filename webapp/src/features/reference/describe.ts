import type { Answer, ApiDocument, Operation, Schema } from "@/api/reference";

export interface Route {
  id: string;
  method: string;
  path: string;
  operation: Operation;
}

export interface Group {
  name: string;
  routes: Route[];
}

/** The routes that match what is looked for, by the bundle that brings them. */
export function groupsOf(document: ApiDocument, wanted: string): Group[] {
  const groups = new Map<string, Route[]>();
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const all = `${method} ${path} ${operation.summary ?? ""} ${operation.description ?? ""}`.toLowerCase();
      if (!words.every((word) => all.includes(word))) continue;
      const name = operation.tags?.[0] ?? "";
      groups.set(name, [...(groups.get(name) ?? []), { id: operation.operationId, method: method.toUpperCase(), path, operation }]);
    }
  }
  return [...groups].map(([name, routes]) => ({ name, routes })).toSorted((a, b) => a.name.localeCompare(b.name, "en"));
}

/** The last part of a reference such as `#/components/schemas/RoomView`. */
export function nameOf(reference: string): string {
  return reference.split("/").at(-1) ?? reference;
}

export function resolve(document: ApiDocument, schema: Schema): Schema {
  return schema.$ref ? (document.components.schemas[nameOf(schema.$ref)] ?? {}) : schema;
}

export function resolveAnswer(document: ApiDocument, answer: Answer): Answer {
  return answer.$ref ? (document.components.responses[nameOf(answer.$ref)] ?? {}) : answer;
}

/** A type in a few signs, for example `RoomView[]` or `text | null`. */
export function typeWords(schema: Schema): string {
  if (schema.$ref) return nameOf(schema.$ref);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  const some = schema.oneOf ?? schema.anyOf;
  if (some) return some.map(typeWords).join(" | ");
  const types = [schema.type ?? (schema.properties ? "object" : "any")].flat();
  return types.map((type) => (type === "array" ? `${grouped(typeWords(schema.items ?? {}))}[]` : type)).join(" | ");
}

function grouped(words: string): string {
  return words.includes(" | ") ? `(${words})` : words;
}

/** Limits and form of a value, for example `uuid`, `1 – 500`. */
export function limitsOf(schema: Schema): string {
  const range = between(schema.minimum ?? schema.minLength ?? schema.minItems, schema.maximum ?? schema.maxLength ?? schema.maxItems);
  const form = schema.format && !/^(int32|int64)$/.test(schema.format) ? schema.format : "";
  return [form, range].filter(Boolean).join(", ");
}

function between(least: number | undefined, most: number | undefined): string {
  if (least === undefined && most === undefined) return "";
  if (least === undefined) return `≤ ${most}`;
  return most === undefined ? `≥ ${least}` : `${least} – ${most}`;
}

/** The type whose fields are worth showing: an object, or what a list or an alternative holds. */
export function inner(document: ApiDocument, schema: Schema): Schema {
  const whole = resolve(document, schema);
  if (whole.items) return inner(document, whole.items);
  const some = whole.anyOf?.filter((one) => one.type !== "null");
  return some?.length === 1 && some[0] ? inner(document, some[0]) : whole;
}

/** Text to begin a request body with. */
export function sampleOf(document: ApiDocument, schema: Schema, depth = 0): unknown {
  const whole = resolve(document, schema);
  if (whole.const !== undefined) return whole.const;
  if (whole.enum) return whole.enum[0];
  if (whole.default !== undefined) return whole.default;
  const some = whole.oneOf ?? whole.anyOf;
  if (some?.[0]) return sampleOf(document, some[0], depth + 1);
  switch ([whole.type ?? ""].flat()[0]) {
    case "array":
      return [];
    case "object":
      return depth > 3
        ? {}
        : Object.fromEntries((whole.required ?? []).map((name) => [name, sampleOf(document, whole.properties?.[name] ?? {}, depth + 1)]));
    case "integer":
    case "number":
      return whole.minimum ?? 0;
    case "boolean":
      return false;
    case "string":
      return whole.format === "uuid" ? "00000000-0000-7000-8000-000000000000" : "";
    default:
      return null;
  }
}
