import { text } from "@/text/text";

/** The one place that talks HTTP. Everything else in this folder names a route and a type. */

const BASE = "/api/v1";

export interface FieldError {
  loc: (string | number)[];
  msg: string;
}

/** A refused or failed request. `status` 0 means that the server did not answer at all. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: FieldError[];
  /** Seconds to wait before the next try, when the server said so. */
  readonly retryAfter: number | undefined;

  constructor(status: number, code: string, message: string, fields: FieldError[] = [], retryAfter?: number) {
    super(message);
    this.name = "ApiError";
    this.status = status;
    this.code = code;
    this.fields = fields;
    this.retryAfter = retryAfter;
  }

  get offline(): boolean {
    return this.status === 0;
  }
}

export type Query = Record<string, string | number | undefined>;

export interface Call {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  body?: unknown;
  query?: Query;
  signal?: AbortSignal;
  accept?: string;
}

type SignedOutListener = () => void;
let signedOut: SignedOutListener = () => undefined;

/** Called when a request finds that the session has ended; the app shows the sign-in page. */
export function onSignedOut(listener: SignedOutListener): void {
  signedOut = listener;
}

export async function send(path: string, call: Call = {}): Promise<Response> {
  const headers: Record<string, string> = { Accept: call.accept ?? "application/json" };
  if (call.body !== undefined) headers["Content-Type"] = "application/json";
  let response: Response;
  try {
    response = await fetch(address(path, call.query), {
      method: call.method ?? "GET",
      headers,
      credentials: "same-origin",
      cache: "no-store",
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      ...(call.signal ? { signal: call.signal } : {}),
    });
  } catch (cause) {
    if (call.signal?.aborted) throw cause;
    throw new ApiError(0, "offline", text.failure.offline);
  }
  if (response.ok) return response;
  const problem = await readProblem(response);
  if (problem.status === 401 && problem.code === "not_signed_in") signedOut();
  throw problem;
}

export async function request<T>(path: string, call: Call = {}): Promise<T> {
  const response = await send(path, call);
  if (response.status === 204) return undefined as T;
  return (await response.json()) as T;
}

/** An answer as it came. */
export interface Plain {
  status: number;
  type: string;
  body: string;
}

/** Sends a request as somebody typed it; a refusal is an answer like others. `path` is whole, query included. */
export async function sendAsTyped(method: string, path: string, body: string): Promise<Plain> {
  const headers: Record<string, string> = body === "" ? {} : { "Content-Type": "application/json" };
  const response = await fetch(path, { method, headers, credentials: "same-origin", cache: "no-store", ...(body === "" ? {} : { body }) }).catch(() => {
    throw new ApiError(0, "offline", text.failure.offline);
  });
  return { status: response.status, type: response.headers.get("Content-Type") ?? "", body: await response.text() };
}

export interface Upload {
  form: FormData;
  signal: AbortSignal;
  /** From 0 to 1, while the request goes out. */
  progress: (share: number) => void;
  /** Text of the answer as it comes in. */
  received: (chunk: string) => void;
}

/** Sends a form and reads the answer while it comes. `fetch` does not tell how far an upload has got. */
export function upload(path: string, { form, signal, progress, received }: Upload): Promise<void> {
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest();
    let read = 0;
    const take = () => {
      if (call.status !== 200) return;
      const chunk = call.responseText.slice(read);
      read += chunk.length;
      if (chunk !== "") received(chunk);
    };
    call.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total);
    call.onprogress = take;
    call.onload = () => {
      take();
      if (call.status === 200) resolve();
      else readProblem(new Response(call.responseText, { status: call.status })).then(reject, reject);
    };
    call.onerror = () => reject(new ApiError(0, "offline", text.failure.offline));
    call.onabort = () => reject(new DOMException("aborted", "AbortError"));
    signal.addEventListener("abort", () => call.abort(), { once: true });
    call.open("POST", address(path));
    call.setRequestHeader("Accept", "text/event-stream");
    call.send(form);
  });
}

function address(path: string, query: Query = {}): string {
  const given = Object.entries(query).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]]));
  return BASE + path + (given.length > 0 ? `?${new URLSearchParams(given)}` : "");
}

async function readProblem(response: Response): Promise<ApiError> {
  const after = Number(response.headers.get("Retry-After"));
  const retryAfter = Number.isFinite(after) && after > 0 ? after : undefined;
  const body = (await response.json().catch(() => ({}))) as { detail?: unknown; code?: unknown };
  const code = typeof body.code === "string" ? body.code : `http_${response.status}`;
  if (Array.isArray(body.detail)) {
    const fields = body.detail as FieldError[];
    return new ApiError(response.status, code, fields.map((field) => field.msg).join(" "), fields, retryAfter);
  }
  const detail = typeof body.detail === "string" ? body.detail : text.failure.status(response.status);
  return new ApiError(response.status, code, detail, [], retryAfter);
}
