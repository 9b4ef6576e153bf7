import { useQuery } from "@tanstack/react-query";
import { Cpu, FlaskConical, KeyRound, Server, type LucideIcon } from "lucide-react";
import { RadioGroup } from "radix-ui";
import { useState } from "react";
import { modelsConfigQuery } from "@/api/models";
import type { ModelsConfig } from "@/api/types";
import { Failure } from "@/components/states";
import { Skeleton } from "@/components/ui/skeleton";
import { text } from "@/text/text";
import { CompatibleForm } from "./CompatibleForm";
import type { Way } from "./connection";
import { ConnectionForm } from "./ConnectionForm";
import { DemoForm } from "./DemoForm";

const ICONS: Record<Way, LucideIcon> = { openai: KeyRound, compatible: Server, ollama: Cpu, demo: FlaskConical };

/** The choice of a way to get a model, and the form that goes with it. */
export function ConnectModel() {
  const config = useQuery(modelsConfigQuery);
  const [chosen, setChosen] = useState<Way>();
  if (config.isPending) return <Skeleton className="h-72" />;
  if (config.isError) return <Failure problem={config.error} retry={() => void config.refetch()} />;

  const ways = waysFor(config.data);
  const way = chosen ?? ways[0] ?? "openai";
  return (
    <RadioGroup.Root
      aria-label={text.firstRun.ways}
      value={way}
      onValueChange={(next) => setChosen(next as Way)}
      className="overflow-hidden rounded-card border border-line"
    >
      {ways.map((one) => (
        <div key={one} className="border-t border-line first:border-0">
          <WayRow way={one} hint={hintFor(one, config.data)} />
          {one === way && (
            <div className="appear px-5 pt-1 pb-5 sm:pl-12">
              <WayForm way={one} config={config.data} />
            </div>
          )}
        </div>
      ))}
    </RadioGroup.Root>
  );
}

function WayRow({ way, hint }: { way: Way; hint: string }) {
  const Icon = ICONS[way];
  return (
    <RadioGroup.Item
      value={way}
      className="group flex w-full items-start gap-3 px-5 py-3.5 text-left transition-colors duration-150 hover:bg-hover focus-visible:-outline-offset-2 data-[state=checked]:bg-transparent"
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-muted group-data-[state=checked]:text-accent-strong" />
      <span className="grid flex-1 text-small">
        <span className="font-medium">{text.firstRun.way[way].name}</span>
        <span className="text-muted">{hint}</span>
      </span>
      <span
        aria-hidden
        className="mt-0.5 grid size-4 shrink-0 place-items-center rounded-full border border-control group-data-[state=checked]:border-accent-strong"
      >
        <RadioGroup.Indicator className="size-2 rounded-full bg-accent-strong" />
      </span>
    </RadioGroup.Item>
  );
}

function WayForm({ way, config }: { way: Way; config: ModelsConfig }) {
  const locked = (id: string) => config.providers.some((provider) => provider.id === id && provider.locked);
  const configured = (id: string) => config.providers.some((provider) => provider.id === id && provider.configured);
  switch (way) {
    case "openai":
      return (
        <ConnectionForm provider="openai" baseUrl="" needsKey locked={locked("openai")} hasKey={configured("openai")} />
      );
    case "ollama":
      return (
        <ConnectionForm
          provider="ollama"
          baseUrl={config.ollama_status.base_url}
          needsKey={false}
          locked={locked("ollama")}
          hasKey={false}
          known={config.ollama_status.model_ids}
        />
      );
    case "compatible":
      return <CompatibleForm config={config} />;
    case "demo":
      return <DemoForm />;
  }
}

/** A local Ollama is offered first where one answers, and not at all where none does. */
function waysFor(config: ModelsConfig): Way[] {
  const ollama: Way[] = config.ollama_status.reachable ? ["ollama"] : [];
  const demo: Way[] = config.providers.some((provider) => provider.id === "demo") ? ["demo"] : [];
  return [...ollama, "openai", "compatible", ...demo];
}

function hintFor(way: Way, config: ModelsConfig): string {
  return way === "ollama" ? text.firstRun.ollamaFound(config.ollama_status.model_ids.length) : text.firstRun.way[way].hint;
}
