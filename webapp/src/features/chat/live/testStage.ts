/** A server of a few lines: each route answers what a test gives it, and remembers how it was asked. */
export class Stage {
  readonly asked: string[] = [];
  routes: [pattern: RegExp, answer: () => Response | Promise<Response>][] = [];
  socket: { onmessage?: (event: { data: string }) => void; onopen?: () => void; onclose?: (event: { code: number }) => void } = {};

  readonly fetch = (path: string, call: RequestInit = {}): Promise<Response> => {
    const line = `${call.method ?? "GET"} ${path.replace("/api/v1/chat/rooms/r", "")}`;
    this.asked.push(line);
    const route = this.routes.find(([pattern]) => pattern.test(line));
    if (route) return Promise.resolve(route[1]());
    return Promise.resolve(Response.json({ items: [], count: 0 }));
  };

  frame(frame: object) {
    this.socket.onmessage?.({ data: JSON.stringify(frame) });
  }
}

/** The answer that brings these events and then ends, or breaks off. */
export function stream(events: object[], end: "close" | "break" = "close"): Response {
  const text = events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join("");
  let sent = false;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (!sent) controller.enqueue(new TextEncoder().encode(text));
      else if (end === "break") controller.error(new TypeError("network"));
      else controller.close();
      sent = true;
    },
  });
  return new Response(body, { headers: { "Content-Type": "text/event-stream" } });
}
