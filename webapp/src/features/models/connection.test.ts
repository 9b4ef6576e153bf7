import { describe, expect, test } from "vitest";
import { changeOf, modelId, modelName, testOf, validAddress } from "./connection";

describe("what saving a connection sends", () => {
  test("a key goes to its own provider, and OpenAI's models keep their bare names", () => {
    expect(changeOf({ provider: "openai", apiKey: " sk-1 ", baseUrl: "" }, "gpt-4o")).toEqual({
      providers: { openai_api_key: "sk-1" },
      default_selection: { provider: "openai", model: "gpt-4o" },
    });
  });

  test("only fields that were filled in are sent, so that a saved key is not wiped", () => {
    expect(changeOf({ provider: "openai", apiKey: "", baseUrl: "" }, "gpt-4o")).toEqual({
      default_selection: { provider: "openai", model: "gpt-4o" },
    });
  });

  test("a compatible server is saved with its address, and its models carry its name", () => {
    expect(changeOf({ provider: "compatible", apiKey: "", baseUrl: "http://127.0.0.1:8080/v1" }, "qwen3")).toEqual({
      providers: { compatible_base_url: "http://127.0.0.1:8080/v1" },
      default_selection: { provider: "compatible", model: "compatible/qwen3" },
    });
  });

  test("the address of a provider that has its own is never sent", () => {
    expect(changeOf({ provider: "groq", apiKey: "k", baseUrl: "https://api.groq.com/openai/v1" }, "llama").providers).toEqual({
      groq_api_key: "k",
    });
  });
});

test("a model id is not prefixed twice", () => {
  expect(modelId("ollama", "ollama/phi4")).toBe("ollama/phi4");
  expect(modelName("openrouter/openai/gpt-4o")).toBe("openai/gpt-4o");
});

test("a test carries only what was typed", () => {
  expect(testOf({ provider: "ollama", apiKey: "", baseUrl: " http://x/v1 " })).toEqual({ provider: "ollama", base_url: "http://x/v1" });
});

test("an address needs a scheme that a server can answer", () => {
  expect(validAddress("http://127.0.0.1:11434/v1")).toBe(true);
  expect(validAddress("127.0.0.1:11434")).toBe(false);
  expect(validAddress("ftp://x")).toBe(false);
  expect(validAddress("")).toBe(false);
});
