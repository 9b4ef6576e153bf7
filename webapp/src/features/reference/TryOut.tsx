import { useMutation } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { tryOut, type ApiDocument } from "@/api/reference";
import { wordsFor } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { Field, Input } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { text } from "@/text/text";
import { sampleOf, type Route } from "./describe";

/** Sends a request from here, with the rights of whoever is signed in. */
export function TryOut({ route, document }: { route: Route; document: ApiDocument }) {
  const words = text.reference;
  const schema = route.operation.requestBody?.content["application/json"]?.schema;
  const parameters = (route.operation.parameters ?? []).filter((parameter) => parameter.in !== "header");
  const [values, setValues] = useState<Record<string, string>>({});
  const [body, setBody] = useState(() => (schema ? JSON.stringify(sampleOf(document, schema), null, 2) : ""));
  const attempt = useMutation({ mutationFn: () => tryOut(route.method, address(route, values), body) });
  if (route.operation.requestBody && !schema) return null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    attempt.mutate();
  };
  return (
    <form onSubmit={submit} className="grid gap-3 border-t border-line pt-4">
      <h3 className="font-medium">{words.tryOut}</h3>
      {parameters.map(({ name, required }) => (
        <Field key={name} label={name}>
          {(given) => (
            <Input
              {...given}
              required={required}
              spellCheck={false}
              value={values[name] ?? ""}
              onChange={(event) => setValues({ ...values, [name]: event.target.value })}
            />
          )}
        </Field>
      ))}
      {schema && (
        <Field label={words.body}>
          {(given) => <Textarea {...given} className="font-mono" spellCheck={false} value={body} onChange={(event) => setBody(event.target.value)} />}
        </Field>
      )}
      <div>
        <Button type="submit" busy={attempt.isPending} variant={route.method === "DELETE" ? "danger" : "outline"}>
          {words.send(route.method)}
        </Button>
      </div>
      <div aria-live="polite" className="grid gap-2">
        {attempt.error && <p className="text-danger">{wordsFor(attempt.error)}</p>}
        {attempt.data && (
          <>
            <div>
              <Chip tone={attempt.data.status < 300 ? "ok" : "danger"}>{words.answer(String(attempt.data.status))}</Chip>
            </div>
            <pre
              tabIndex={0}
              role="region"
              aria-label={words.answer(String(attempt.data.status))}
              className="max-h-96 overflow-auto rounded-input border border-line bg-panel p-3 font-mono"
            >
              {pretty(attempt.data.body)}
            </pre>
          </>
        )}
      </div>
    </form>
  );
}

/** The session's cookie is sent below /api only, where every route answers too. */
function address({ path, operation }: Route, values: Record<string, string>): string {
  const query = (operation.parameters ?? []).flatMap(({ name, in: place }) => (place === "query" && values[name] ? [[name, values[name]]] : []));
  const filled = path.replace(/^\/v1\//, "/api/v1/v1/").replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ""));
  return query.length > 0 ? `${filled}?${new URLSearchParams(query)}` : filled;
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
