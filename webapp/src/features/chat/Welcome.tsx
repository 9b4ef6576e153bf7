import { CornerDownLeft } from "lucide-react";
import { Spark } from "@/components/logo";
import { hourOf } from "@/text/format";
import { text } from "@/text/text";

/** An empty chat: a greeting and a few things that really work. */
export function Welcome({ onPick }: { onPick: (content: string) => void }) {
  const words = text.welcome;
  return (
    <div className="m-auto grid w-full max-w-xl gap-6 px-4 py-10">
      <div className="grid gap-1.5 text-center">
        <Spark className="mx-auto mb-2 size-8" />
        <h2 className="text-title font-semibold tracking-tight">{words.greeting(hourOf(new Date()))}</h2>
        <p className="text-small text-muted">{words.lead}</p>
      </div>
      <ul className="overflow-hidden rounded-card border border-line">
        {words.examples.map((example) => (
          <li key={example} className="border-t border-line first:border-0">
            <button
              type="button"
              onClick={() => onPick(example)}
              className="group flex min-h-11 w-full items-center justify-between gap-4 px-4 py-2 text-left text-small transition-colors duration-150 hover:bg-hover focus-visible:-outline-offset-2"
            >
              {example}
              <CornerDownLeft aria-hidden className="size-3.5 text-muted opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100" />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
