import { useId, useState } from "react";
import type { ToolInput } from "@/api/types";
import { label, plain } from "@/text/format";
import { text } from "@/text/text";
import { Button } from "./ui/button";
import { cn } from "./ui/cn";

const SHORT_CHARACTERS = 240;
const SHORT_LINES = 4;

/** What a tool is given, as labelled lines; long values open whole on demand. */
export function Arguments({ input }: { input: ToolInput }) {
  const entries = Object.entries(input);
  if (entries.length === 0) return <p className="text-small text-muted">{text.tools.noArguments}</p>;
  return (
    <dl className="grid grid-cols-[minmax(4.5rem,auto)_minmax(0,1fr)] gap-x-4 gap-y-1 text-small">
      {entries.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-muted">{label(name)}</dt>
          <dd className="min-w-0">
            <Value value={plain(value)} name={label(name)} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

export function Value({ value, name }: { value: string; name: string }) {
  const [whole, setWhole] = useState(false);
  const id = useId();
  const lines = value.split("\n");
  const long = value.length > SHORT_CHARACTERS || lines.length > SHORT_LINES;
  const shown = whole || !long ? value : `${lines.slice(0, SHORT_LINES).join("\n").slice(0, SHORT_CHARACTERS).trimEnd()}…`;
  return (
    <>
      <span id={id} className={cn("break-words whitespace-pre-wrap", whole && "thin-scroll block max-h-96 overflow-y-auto")}>
        {shown}
      </span>
      {long && (
        <Button
          variant="link"
          size="bare"
          className="ml-1.5"
          aria-expanded={whole}
          aria-controls={id}
          aria-label={whole ? text.tools.showLessOf(name) : text.tools.showAllOf(name)}
          onClick={() => setWhole(!whole)}
        >
          {whole ? text.tools.showLess : text.tools.showAll}
        </Button>
      )}
    </>
  );
}
