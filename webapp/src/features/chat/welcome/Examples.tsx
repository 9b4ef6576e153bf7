import { CornerDownLeft } from "lucide-react";
import { text } from "@/text/text";

/** Things to say that really work; choosing one says it. */
export function Examples({ onPick }: { onPick: (content: string) => void }) {
  return (
    <ul className="overflow-hidden rounded-card border border-line">
      {text.welcome.examples.map((example) => (
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
  );
}
