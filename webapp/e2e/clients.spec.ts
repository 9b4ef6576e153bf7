import OpenAI, { AuthenticationError, NotFoundError } from "openai";
import { expect, test } from "./support/test";
import { call } from "./support/people";
import { url } from "./support/server";

test("OpenAI's own client lists models, asks, streams, and understands refusals", async ({ page }) => {
  const { key } = await call<{ key: string }>(page.request, "/users/me/keys", { name: "another client", scopes: ["chat"] });
  const client = new OpenAI({ baseURL: `${url}/v1`, apiKey: key, maxRetries: 0 });

  const models: string[] = [];
  for await (const model of client.models.list()) models.push(model.id);
  expect(models).toContain("sparkbot");

  const asked = { model: "sparkbot", messages: [{ role: "user" as const, content: "[[text to another client]]" }] };
  const answer = await client.chat.completions.create(asked);
  expect(answer.choices[0]?.message.content?.trim()).toBe("to another client");
  expect(answer.choices[0]?.finish_reason).toBe("stop");

  let streamed = "";
  let pieces = 0;
  for await (const chunk of await client.chat.completions.create({ ...asked, stream: true })) {
    streamed += chunk.choices[0]?.delta.content ?? "";
    pieces++;
  }
  expect(streamed.trim()).toBe("to another client");
  expect(pieces).toBeGreaterThan(2);

  await expect(client.chat.completions.create({ ...asked, model: "no-such" })).rejects.toThrow(NotFoundError);
  const guest = new OpenAI({ baseURL: `${url}/v1`, apiKey: "sk-guessed", maxRetries: 0 });
  await expect(guest.chat.completions.create(asked)).rejects.toThrow(AuthenticationError);
});
