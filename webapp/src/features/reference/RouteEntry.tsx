import { ChevronRight, LockOpen } from "lucide-react";
import { useState } from "react";
import type { ApiDocument } from "@/api/reference";
import { Chip, type Tone } from "@/components/ui/chip";
import { cn } from "@/components/ui/cn";
import { text } from "@/text/text";
import { resolveAnswer, typeWords, type Route } from "./describe";
import { Fields, Parameters } from "./Fields";
import { TryOut } from "./TryOut";

const TONES: Record<string, Tone> = { GET: "ok", DELETE: "danger" };

/** One route: a line that opens to all there is to know about it. */
export function RouteEntry({ route, document }: { route: Route; document: ApiDocument }) {
  const { method, path, operation } = route;
  const [open, setOpen] = useState(false);
  return (
    <li className="border-t border-line first:border-0">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex w-full flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2 text-left text-small hover:bg-hover focus-visible:-outline-offset-2"
      >
        <ChevronRight aria-hidden className={cn("size-4 shrink-0 text-muted transition-transform duration-150", open && "rotate-90")} />
        <Chip tone={TONES[method] ?? "plain"} className="min-w-16 justify-center font-mono">
          {method}
        </Chip>
        <code className="min-w-0 font-mono break-all">{path}</code>
        <span className="min-w-0 flex-1 basis-60 text-muted">{operation.summary}</span>
        {operation.security?.length === 0 && (
          <Chip>
            <LockOpen aria-hidden />
            {text.reference.open}
          </Chip>
        )}
      </button>
      {open && <Details route={route} document={document} />}
    </li>
  );
}

function Details({ route, document }: { route: Route; document: ApiDocument }) {
  const words = text.reference;
  const { operation } = route;
  const bodies = Object.entries(operation.requestBody?.content ?? {});
  return (
    <div className="grid gap-5 border-t border-line bg-bg px-4 py-4 text-small">
      {operation.description && <p className="max-w-2xl">{operation.description}</p>}
      {(operation.parameters?.length ?? 0) > 0 && <Parameters parameters={operation.parameters ?? []} />}
      {bodies.map(([type, { schema }]) => (
        <Fields key={type} title={words.body} type={type} schema={schema ?? {}} document={document} />
      ))}
      <Answers route={route} document={document} />
      <TryOut route={route} document={document} />
    </div>
  );
}

function Answers({ route, document }: { route: Route; document: ApiDocument }) {
  const words = text.reference;
  const all = Object.entries(route.operation.responses);
  const good = all.filter(([status]) => status.startsWith("2"));
  const refused = all.filter(([status]) => !status.startsWith("2"));
  return (
    <>
      {good.flatMap(([status, answer]) => {
        const contents = Object.entries(answer.content ?? {});
        if (contents.length === 0) return [<p key={status}>{words.empty(status)}</p>];
        return contents.map(([type, { schema }]) => (
          <Fields key={status + type} title={words.answer(status)} type={type} schema={schema?.["x-event"] ?? schema ?? {}} document={document} />
        ));
      })}
      <div className="grid gap-1.5">
        <h3 className="font-medium">{words.refused}</h3>
        <ul className="grid gap-1 text-muted">
          {refused.map(([status, answer]) => {
            const described = resolveAnswer(document, answer);
            const schema = described.content?.["application/json"]?.schema;
            return (
              <li key={status}>
                <span className="font-mono text-text">{status === "default" ? words.otherwise : status}</span> {described.description}
                {schema && <code className="font-mono"> · {typeWords(schema)}</code>}
              </li>
            );
          })}
        </ul>
      </div>
    </>
  );
}
