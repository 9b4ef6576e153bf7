import { useState } from "react";
import type { ModelsConfig } from "@/api/types";
import { text } from "@/text/text";
import { presets, type Preset } from "./connection";
import { ConnectionForm } from "./ConnectionForm";

/** Any server that speaks the chat-completions way; the usual ones at a click. */
export function CompatibleForm({ config }: { config: ModelsConfig }) {
  const [id, setId] = useState<Preset["id"]>("openrouter");
  const missing = new Set(config.providers.filter((one) => one.installed === false).map((one) => one.id));
  const offered = presets.filter((one) => !missing.has(one.provider));
  const preset = offered.find((one) => one.id === id) ?? offered[0];
  if (!preset) return null;
  const provider = config.providers.find((one) => one.id === preset.provider);
  return (
    <div className="grid gap-4">
      <div role="group" aria-label={text.firstRun.presets} className="flex flex-wrap gap-1.5">
        {offered.map((one) => (
          <button
            key={one.id}
            type="button"
            aria-pressed={one === preset}
            onClick={() => setId(one.id)}
            className="h-8 pointer-coarse:h-11 rounded-chip border border-line px-3 text-small transition-colors duration-150 hover:bg-hover aria-pressed:border-accent-strong aria-pressed:bg-accent-soft aria-pressed:font-medium max-sm:h-11"
          >
            {text.firstRun.preset[one.id]}
          </button>
        ))}
      </div>
      <ConnectionForm
        key={preset.id}
        provider={preset.provider}
        baseUrl={preset.id === "other" ? (provider?.base_url ?? "") : preset.baseUrl}
        fixedAddress={preset.fixed}
        needsKey={preset.needsKey}
        optionalKey={!preset.needsKey}
        locked={provider?.locked ?? false}
        hasKey={preset.needsKey && (provider?.configured ?? false)}
      />
    </div>
  );
}
