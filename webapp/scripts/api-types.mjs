// npm run api [file or address [target]] – writes src/api/schema.gen.ts, or the target, from the server's OpenAPI 3 document (default: the running server's).
// The types only: which route takes and answers which of them stays in the small files of src/api.
import { readFileSync, writeFileSync } from "node:fs";

const source = process.argv[2] ?? `${process.env.SPARKBOT_URL ?? "http://127.0.0.1:3000"}/api/v1/openapi.json`;
const target = process.argv[3] ?? "src/api/schema.gen.ts";
const document = JSON.parse(/^https?:/.test(source) ? await fetched(source) : readFileSync(source, "utf8"));
if (!document.components?.schemas) fail(`${source} has no components.schemas; is it an OpenAPI 3 document?`);

const types = Object.entries(document.components.schemas)
  .sort(([a], [b]) => a.localeCompare(b, "en"))
  .map(([name, schema]) => `${comment(schema, "")}export type ${identifier(name)} = ${typeOf(schema, "")};\n`);
writeFileSync(target, `// Made by \`npm run api\` from the server's OpenAPI document. Do not edit.\n\n${types.join("\n")}`);
console.log(`wrote ${types.length} types to ${target}`);

async function fetched(address) {
  const response = await fetch(address).catch((problem) => fail(`${address} does not answer (${problem.cause?.code ?? problem.message})`));
  return response.ok ? response.text() : fail(`${address} answered ${response.status}`);
}

function typeOf(schema, indent) {
  if (schema === true || schema === undefined || Object.keys(schema).length === 0) return "unknown";
  if (schema.$ref) return identifier(schema.$ref.split("/").at(-1));
  if ("const" in schema) return JSON.stringify(schema.const);
  if (schema.enum) return orNull(schema, schema.enum.map((value) => JSON.stringify(value)).join(" | "));
  const some = schema.oneOf ?? schema.anyOf;
  if (some) return orNull(schema, union(some.map((one) => typeOf(one, indent))));
  if (schema.allOf) return orNull(schema, schema.allOf.map((one) => grouped(typeOf(one, indent))).join(" & "));
  if (Array.isArray(schema.type)) return union(schema.type.map((type) => typeOf({ ...schema, type }, indent)));
  return orNull(schema, plain(schema, indent));
}

function plain(schema, indent) {
  switch (schema.type ?? (schema.properties ? "object" : "")) {
    case "string":
      return "string";
    case "integer":
    case "number":
      return "number";
    case "boolean":
      return "boolean";
    case "null":
      return "null";
    case "array":
      return `${grouped(typeOf(schema.items, indent))}[]`;
    case "object":
      return object(schema, indent);
    default:
      return "unknown";
  }
}

function object(schema, indent) {
  const inner = `${indent}  `;
  const required = new Set(schema.required);
  const fields = Object.entries(schema.properties ?? {}).map(
    ([name, field]) =>
      `${comment(field, inner)}${inner}${/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name)}${required.has(name) ? "" : "?"}: ${typeOf(field, inner)};`,
  );
  const more = schema.additionalProperties;
  if (fields.length === 0) return `Record<string, ${more && more !== true ? typeOf(more, indent) : "unknown"}>`;
  if (more) fields.push(`${inner}[key: string]: unknown;`);
  return `{\n${fields.join("\n")}\n${indent}}`;
}

function orNull(schema, type) {
  return schema.nullable ? union([type, "null"]) : type;
}

function union(types) {
  return [...new Set(types)].join(" | ");
}

function grouped(type) {
  return / [|&] /.test(type) ? `(${type})` : type;
}

function identifier(name) {
  return name.replaceAll(/[^\w$]+(\w?)/g, (_, next) => next.toUpperCase()).replace(/^\d/, "_$&");
}

function comment(schema, indent) {
  return schema?.description ? `${indent}/** ${schema.description.replaceAll("*/", "*\\/").replaceAll(/\s+/g, " ").trim()} */\n` : "";
}

function fail(words) {
  console.error(words);
  process.exit(1);
}
