import type { ModelsChange, ModelTest } from "@/api/types";

/** The ways to get a model, as the person sees them. */
export type Way = "openai" | "compatible" | "ollama" | "demo";

export interface Preset {
  id: "openrouter" | "groq" | "ollama" | "local" | "other";
  /** The provider id at the server. */
  provider: string;
  baseUrl: string;
  /** Whether the address is this preset's own and not for the person to change. */
  fixed: boolean;
  needsKey: boolean;
}

export const presets: readonly Preset[] = [
  { id: "openrouter", provider: "openrouter", baseUrl: "https://openrouter.ai/api/v1", fixed: true, needsKey: true },
  { id: "groq", provider: "groq", baseUrl: "https://api.groq.com/openai/v1", fixed: true, needsKey: true },
  { id: "ollama", provider: "compatible", baseUrl: "http://127.0.0.1:11434/v1", fixed: false, needsKey: false },
  { id: "local", provider: "compatible", baseUrl: "http://127.0.0.1:8080/v1", fixed: false, needsKey: false },
  { id: "other", provider: "compatible", baseUrl: "", fixed: false, needsKey: false },
];

export interface Connection {
  provider: string;
  apiKey: string;
  /** Empty for providers with an address of their own. */
  baseUrl: string;
}

export const DEMO_MODEL = "demo/assistant";

export function testOf({ provider, apiKey, baseUrl }: Connection): ModelTest {
  return {
    provider,
    ...(apiKey.trim() === "" ? {} : { api_key: apiKey.trim() }),
    ...(baseUrl.trim() === "" ? {} : { base_url: baseUrl.trim() }),
  };
}

/** What saving sends: only fields that were filled in, since an absent one leaves the stored value alone. */
export function changeOf({ provider, apiKey, baseUrl }: Connection, model: string): ModelsChange {
  const given: Record<string, string> = {};
  if (apiKey.trim() !== "") given[`${provider}_api_key`] = apiKey.trim();
  if (baseUrl.trim() !== "" && (provider === "compatible" || provider === "ollama")) given[`${provider}_base_url`] = baseUrl.trim();
  return {
    ...(Object.keys(given).length > 0 ? { providers: given } : {}),
    default_selection: { provider, model: modelId(provider, model) },
  };
}

/** Providers name their models barely; here every model but OpenAI's own carries its provider in front. */
export function modelId(provider: string, model: string): string {
  const bare = model.trim();
  return provider === "openai" || bare.startsWith(`${provider}/`) ? bare : `${provider}/${bare}`;
}

/** The name without its provider, for people. */
export function modelName(id: string): string {
  return id.replace(/^(openrouter|groq|ollama|compatible|minimax|gemini)\//, "");
}

export function validAddress(address: string): boolean {
  const target = URL.parse(address.trim());
  return target !== null && (target.protocol === "http:" || target.protocol === "https:");
}
