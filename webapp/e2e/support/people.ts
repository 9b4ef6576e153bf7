import { request, type APIRequestContext } from "@playwright/test";
import { randomUUID } from "node:crypto";
import { passphrase, url } from "./server";

/** Somebody with an account, and the state of a browser in which they are signed in. */
export interface Account {
  name: string;
  password: string;
  session: Awaited<ReturnType<APIRequestContext["storageState"]>>;
}

/** A caller of the API with cookies of its own, as a browser on this server's pages would be. */
const caller = (): Promise<APIRequestContext> => request.newContext({ baseURL: url, extraHTTPHeaders: { Origin: new URL(url).origin } });

export async function newAccount(role: "ADMIN" | "MEMBER"): Promise<Account> {
  const name = `e2e-${randomUUID().slice(0, 13)}`;
  const password = randomUUID();
  await by({ passphrase }, (admin) => call(admin, "/users/", { username: name, password, role, full_name: `Person ${name.slice(4, 8)}` }));
  return { name, password, session: await by({ username: name, password }, (person) => person.storageState()) };
}

async function by<T>(credentials: object, act: (signedIn: APIRequestContext) => Promise<T>): Promise<T> {
  const somebody = await caller();
  try {
    await call(somebody, "/chat/users/login", credentials);
    return await act(somebody);
  } finally {
    await somebody.dispose();
  }
}

export async function call<T = unknown>(from: APIRequestContext, path: string, data: object): Promise<T> {
  const response = await from.post(`/api/v1${path}`, { data, headers: { Origin: new URL(url).origin } });
  if (!response.ok()) throw new Error(`POST ${path}: ${response.status()} ${await response.text()}`);
  return (await response.json()) as T;
}
