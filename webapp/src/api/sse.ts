import { send, type Call } from "./http";

/** Cuts a server-sent stream into its `data:` lines; comments and other fields are skipped. */
export class EventLines {
  private rest = "";

  push(chunk: string): string[] {
    const lines = (this.rest + chunk).split("\n");
    this.rest = lines.pop() ?? "";
    return lines
      .map((line) => (line.endsWith("\r") ? line.slice(0, -1) : line))
      .filter((line) => line.startsWith("data:"))
      .map((line) => line.slice(5).trimStart())
      .filter((data) => data !== "");
  }
}

/** The longest silence of a healthy stream: the server beats at least every 15 s. */
const SILENCE_MS = 40_000;

/** Thrown when the stream went silent for longer than the heartbeat allows. */
export class StreamSilent extends Error {}

/** Opens a stream and hands out its events. Ends when the server closes it; throws when the network does. */
export async function* streamEvents<T>(path: string, call: Call = {}): AsyncGenerator<T> {
  const response = await send(path, { ...call, accept: "text/event-stream" });
  if (!response.body) return;
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  const lines = new EventLines();
  try {
    for (;;) {
      const { done, value } = await withinSilence(reader.read());
      if (done) return;
      for (const data of lines.push(decoder.decode(value, { stream: true }))) yield JSON.parse(data) as T;
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
}

function withinSilence<T>(read: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new StreamSilent()), SILENCE_MS);
    read.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
