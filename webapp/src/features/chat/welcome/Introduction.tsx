import { FolderKey, Hand, MessagesSquare, ScrollText, Search, Sparkles, ZapOff, type LucideIcon } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { useShortcut } from "@/keys/shortcut";
import { text } from "@/text/text";
import { Examples } from "./Examples";

interface IntroductionProps {
  onPick: (content: string) => void;
  onDone: () => void;
}

/** Where to begin, first things to say, and how one is protected. It stands in an empty chat, takes no focus, and goes with Esc or the first message. */
export function Introduction({ onPick, onDone }: IntroductionProps) {
  const words = text.introduction;
  const [step, setStep] = useState(0);
  const last = step === words.steps.length - 1;
  useShortcut("Escape", onDone);
  return (
    <section aria-label={words.label} className="overflow-hidden rounded-card border border-line">
      <ol className="grid grid-cols-3 gap-px border-b border-line">
        {words.steps.map((name, index) => (
          <li key={name} className="grid">
            <Step name={name} index={index} at={step} onGo={() => setStep(index)} />
          </li>
        ))}
      </ol>
      <div key={step} className="appear grid min-h-60 content-start sm:min-h-[19rem] gap-4 px-4 pt-4 sm:px-5">
        <p className="text-small text-muted">{words.leads[step]}</p>
        {step === 0 && <Points points={words.start} icons={[MessagesSquare, Sparkles, Search]} />}
        {step === 1 && <Examples onPick={onPick} />}
        {step === 2 && <Points points={words.protects} icons={[Hand, ZapOff, ScrollText, FolderKey]} />}
      </div>
      <div className="flex items-center gap-2 p-4 sm:px-5">
        <Button variant="quiet" className="-ml-2" onClick={onDone}>
          {words.skip}
        </Button>
        <p role="status" className="tabular ml-auto px-2 text-tiny text-muted">
          {words.progress(step + 1, words.steps.length)}
        </p>
        {step > 0 && <Button onClick={() => setStep(step - 1)}>{words.back}</Button>}
        <Button variant="primary" onClick={() => (last ? onDone() : setStep(step + 1))}>
          {last ? words.done : words.next}
        </Button>
      </div>
    </section>
  );
}

function Step({ name, index, at, onGo }: { name: string; index: number; at: number; onGo: () => void }) {
  return (
    <button
      type="button"
      aria-current={index === at ? "step" : undefined}
      onClick={onGo}
      className={cn(
        "min-h-11 border-t-2 px-3 py-2 text-left text-tiny transition-colors duration-150 hover:bg-hover focus-visible:-outline-offset-2 sm:px-5",
        index <= at ? "border-accent" : "border-transparent",
        index === at ? "font-medium text-text" : "text-muted",
      )}
    >
      {name}
    </button>
  );
}

function Points({ points, icons }: { points: readonly (readonly [title: string, detail: string])[]; icons: readonly LucideIcon[] }): ReactNode {
  return (
    <ul className="grid gap-3">
      {points.map(([title, detail], index) => {
        const Icon = icons[index] ?? Sparkles;
        return (
          <li key={title} className="grid grid-cols-[1.25rem_minmax(0,1fr)] gap-3 text-small">
            <Icon aria-hidden className="mt-0.5 size-4 text-accent-strong" />
            <p>
              <span className="block font-medium">{title}</span>
              <span className="text-muted">{detail}</span>
            </p>
          </li>
        );
      })}
    </ul>
  );
}
