import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ApiError } from "./http";
import { uploadFile } from "./uploads";

/** As much of an XMLHttpRequest as an upload needs; the test plays the network. */
class FakeRequest {
  static last: FakeRequest;
  status = 0;
  responseText = "";
  upload: { onprogress?: (event: object) => void } = {};
  onload = () => undefined;
  onprogress = () => undefined;
  onerror = () => undefined;
  onabort = () => undefined;
  path = "";
  sent: FormData | undefined;
  constructor() {
    FakeRequest.last = this;
  }
  open(_method: string, path: string) {
    this.path = path;
  }
  setRequestHeader() {}
  send(form: FormData) {
    this.sent = form;
  }
  abort() {
    this.onabort();
  }
  answers(text: string) {
    this.status = 200;
    this.responseText += text;
    this.onprogress();
  }
}

beforeEach(() => vi.stubGlobal("XMLHttpRequest", FakeRequest));
afterEach(() => vi.unstubAllGlobals());

function start() {
  const abort = new AbortController();
  const progress = vi.fn();
  const stored = vi.fn();
  const done = uploadFile("r", { file: new File(["abc"], "a.txt"), caption: "what?", signal: abort.signal, progress, stored });
  return { abort, progress, stored, done, network: FakeRequest.last };
}

test("an upload tells how far it is and which turn answers it, however the answer is cut", async () => {
  const { progress, stored, done, network } = start();
  expect(network.path).toBe("/api/v1/chat/rooms/r/upload");
  expect(network.sent?.get("caption")).toBe("what?");
  network.upload.onprogress?.({ lengthComputable: true, loaded: 1, total: 4 });
  expect(progress).toHaveBeenCalledWith(0.25);
  network.answers('data: {"type":"human_mess');
  expect(stored).not.toHaveBeenCalled();
  network.answers('age","turn_id":"t1","message_id":"m1","seq":1}\n\n');
  expect(stored).toHaveBeenCalledExactlyOnceWith("t1");
  network.onload();
  await done;
});

test("a file that is too big is refused in the server's words", async () => {
  const { done, network } = start();
  network.status = 413;
  network.responseText = JSON.stringify({ detail: 'file "a.txt" is 12.4 MB; the limit is 10 MB', code: "too_large" });
  network.onload();
  await expect(done).rejects.toMatchObject({ status: 413, code: "too_large", message: 'file "a.txt" is 12.4 MB; the limit is 10 MB' });
});

test("a broken connection and a wish to stop are told apart", async () => {
  const broken = start();
  broken.network.onerror();
  await expect(broken.done).rejects.toBeInstanceOf(ApiError);
  const stopped = start();
  stopped.abort.abort();
  await expect(stopped.done).rejects.toMatchObject({ name: "AbortError" });
});
