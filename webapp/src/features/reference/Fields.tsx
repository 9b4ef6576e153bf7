import { useState } from "react";
import type { ApiDocument, Parameter, Schema } from "@/api/reference";
import { Button } from "@/components/ui/button";
import { text } from "@/text/text";
import { inner, limitsOf, typeWords } from "./describe";

const cell = "border-t border-line px-3 py-1.5 text-left align-top";

export function Parameters({ parameters }: { parameters: Parameter[] }) {
  const words = text.reference;
  return (
    <div className="grid gap-1.5">
      <h3 className="font-medium">{words.parameters}</h3>
      <Rows
        label={words.parameters}
        rows={parameters.map(({ name, in: place, required, schema }) => ({ name, place, needed: required, schema }))}
      />
    </div>
  );
}

interface FieldsProps {
  title: string;
  type: string;
  schema: Schema;
  document: ApiDocument;
}

/** A body or an answer: its type, and the fields of that. */
export function Fields({ title, type, schema, document }: FieldsProps) {
  return (
    <div className="grid gap-1.5">
      <h3 className="font-medium">
        {title} <span className="font-normal text-muted">{type}</span>
      </h3>
      <code className="font-mono break-words text-muted">{typeWords(schema)}</code>
      <FieldsOf schema={schema} document={document} label={title} />
    </div>
  );
}

function FieldsOf({ schema, document, label }: { schema: Schema; document: ApiDocument; label: string }) {
  const whole = inner(document, schema);
  const alternatives = (whole.oneOf ?? whole.anyOf ?? []).filter((one) => one.type !== "null");
  if (alternatives.length > 0) {
    return (
      <div className="grid gap-2">
        {alternatives.map((one) => (
          <Nested key={typeWords(one)} schema={one} document={document} />
        ))}
      </div>
    );
  }
  const fields = Object.entries(whole.properties ?? {});
  if (fields.length === 0) return null;
  const needed = new Set(whole.required);
  return (
    <div className="grid gap-2">
      <Rows label={label} rows={fields.map(([name, field]) => ({ name, place: "", needed: needed.has(name), schema: field }))} />
      {fields
        .filter(([, field]) => Object.keys(inner(document, field).properties ?? {}).length > 0)
        .map(([name, field]) => (
          <Nested key={name} name={name} schema={field} document={document} />
        ))}
    </div>
  );
}

/** A type inside another one, opened on demand: types may hold each other. */
function Nested({ name, schema, document }: { name?: string; schema: Schema; document: ApiDocument }) {
  const [open, setOpen] = useState(false);
  const label = name ? `${name}: ${typeWords(schema)}` : typeWords(schema);
  return (
    <div className="grid gap-1.5 border-l border-line pl-3">
      <Button variant="link" size="bare" aria-expanded={open} onClick={() => setOpen(!open)} className="justify-start font-mono whitespace-normal">
        {label}
      </Button>
      {open && <FieldsOf schema={schema} document={document} label={label} />}
    </div>
  );
}

interface Row {
  name: string;
  place: string;
  needed: boolean;
  schema: Schema;
}

function Rows({ label, rows }: { label: string; rows: Row[] }) {
  const words = text.reference;
  return (
    <div className="overflow-x-auto rounded-input border border-line bg-panel" tabIndex={0} role="region" aria-label={label}>
      <table className="w-full border-collapse">
        <thead className="text-tiny text-muted">
          <tr>
            {[words.name, words.type, words.limits].map((head) => (
              <th key={head} scope="col" className="px-3 py-1.5 text-left font-medium">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, place, needed, schema }) => (
            <tr key={place + name}>
              <th scope="row" className={`${cell} font-mono font-normal whitespace-nowrap`}>
                {name}
                {needed && <span className="ml-2 font-sans text-tiny text-accent-strong">{words.needed}</span>}
                {place && <span className="ml-2 font-sans text-tiny text-muted">{place}</span>}
              </th>
              <td className={`${cell} font-mono break-words`}>{typeWords(schema)}</td>
              <td className={`${cell} text-muted`}>
                {[limitsOf(schema), schema.default === undefined ? "" : words.standard(String(schema.default))].filter(Boolean).join(" · ")}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
