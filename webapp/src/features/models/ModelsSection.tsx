import { useQuery } from "@tanstack/react-query";
import { CircleCheck, CircleDashed, Lock } from "lucide-react";
import { modelsConfigQuery } from "@/api/models";
import type { Provider } from "@/api/types";
import { Section } from "@/components/section";
import { Failure } from "@/components/states";
import { Chip } from "@/components/ui/chip";
import { Skeleton } from "@/components/ui/skeleton";
import { text } from "@/text/text";
import { ConnectModel } from "./ConnectModel";
import { DEMO_MODEL, modelName } from "./connection";

export default function ModelsSection() {
  const words = text.models;
  const config = useQuery(modelsConfigQuery);
  if (config.isPending) return <Skeleton className="h-72" />;
  if (config.isError) return <Failure problem={config.error} retry={() => void config.refetch()} />;
  const { model } = config.data.default_selection;
  const known = config.data.providers.filter((provider) => provider.configured || provider.builtin || provider.locked);
  return (
    <>
      <Section title={words.title} lead={words.lead}>
        <dl className="overflow-hidden rounded-card border border-line text-small">
          <div className="flex flex-wrap items-center justify-between gap-2 px-4 py-3">
            <dt className="font-medium">{words.default}</dt>
            <dd className="text-muted">{model === "" ? words.none : model === DEMO_MODEL ? words.demoName : modelName(model)}</dd>
          </div>
          {known.map((provider) => (
            <ProviderRow key={provider.id} provider={provider} />
          ))}
        </dl>
      </Section>
      <Section title={words.connect} lead={words.connectLead}>
        <ConnectModel />
      </Section>
    </>
  );
}

function ProviderRow({ provider }: { provider: Provider }) {
  const words = text.models;
  const ready = provider.configured || provider.builtin || provider.models_available === true;
  return (
    <div className="flex flex-wrap items-center justify-between gap-2 border-t border-line px-4 py-3">
      <dt className="flex min-w-0 flex-wrap items-center gap-x-2">
        {provider.label}
        {provider.base_url && <span className="text-muted [overflow-wrap:anywhere]">{provider.base_url}</span>}
      </dt>
      <dd className="flex gap-1.5">
        {provider.locked && (
          <Chip>
            <Lock aria-hidden />
            {words.locked}
          </Chip>
        )}
        <Chip tone={ready ? "ok" : "plain"}>
          {ready ? <CircleCheck aria-hidden /> : <CircleDashed aria-hidden />}
          {ready ? words.ready : words.notReady}
        </Chip>
      </dd>
    </div>
  );
}
