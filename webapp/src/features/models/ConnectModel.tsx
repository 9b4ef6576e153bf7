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
    <div className="grid gap-5">
      <RadioGroup.Root
        aria-label={text.firstRun.ways}
        value={way}
        onValueChange={(next) => setChosen(next as Way)}
        className="grid gap-2 sm:grid-cols-2"
      >
        {ways.map((one) => (
          <WayCard key={one} way={one} hint={hintFor(one, config.data)} />
        ))}
      </RadioGroup.Root>
      <div className="rounded-card border border-line p-5">
        <WayForm key={way} way={way} config={config.data} />
      </div>
    </div>
  );
}

function WayCard({ way, hint }: { way: Way; hint: string }) {
  const Icon = ICONS[way];
  return (
    <RadioGroup.Item
      value={way}
      className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 rounded-card border border-line px-4 py-3 text-left transition-colors duration-150 hover:bg-hover data-[state=checked]:border-accent-strong data-[state=checked]:bg-accent-soft"
    >
      <Icon aria-hidden className="mt-0.5 size-4 text-muted" />
      <span className="text-small font-medium">{text.firstRun.way[way].name}</span>
      <span className="col-start-2 text-small text-muted">{hint}</span>
    </RadioGroup.Item>
  );
}

function WayForm({ way, config }: { way: Way; config: ModelsConfig }) {
  const locked = (id: string) => config.providers.some((provider) => provider.id === id && provider.locked);
  const configured = (id: string) => config.providers.some((provider) => provider.id === id && provider.configured);
  switch (way) {
    case "openai":
      return (
        <ConnectionForm provider="openai" baseUrl="" key="openai" needsKey locked={locked("openai")} hasKey={configured("openai")} />
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
