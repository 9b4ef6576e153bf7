import { useCallback, useEffect, useEffectEvent, useRef, useState } from "react";
import { ApiError } from "@/api/http";
import { uploadFile } from "@/api/uploads";
import { wordsFor } from "@/components/states";
import { text } from "@/text/text";
import type { RoomLive } from "../live/roomLive";

export interface Attachment {
  id: string;
  file: File;
  caption: string;
  state: "waiting" | "uploading" | "failed";
  /** From 0 to 1. */
  share: number;
  error: string;
}

/**
 * Files on their way into the room, one after the other: each is a message of its own and is answered. What is sent while an answer is
 * written goes out when that has ended. `say` takes the words when no file is left to carry them.
 */
export function useFiles(roomId: string, live: RoomLive, running: boolean, say: (content: string) => void) {
  const [files, setFiles] = useState<readonly Attachment[]>([]);
  const aborts = useRef(new Map<string, AbortController>());
  const change = useCallback(
    (id: string, next: Partial<Attachment>) => setFiles((all) => all.map((one) => (one.id === id ? { ...one, ...next } : one))),
    [],
  );
  const drop = useCallback(
    (id: string) => {
      aborts.current.get(id)?.abort();
      setFiles((all) => all.filter((one) => one.id !== id));
    },
    [],
  );
  const add = useCallback((chosen: readonly File[]) => {
    const fresh = chosen.map((file) => ({ id: crypto.randomUUID(), file, caption: "", state: "waiting" as const, share: 0, error: "" }));
    setFiles((all) => [...all, ...fresh]);
  }, []);

  const upload = useCallback(
    async ({ id, file }: Attachment, caption: string) => {
      const abort = new AbortController();
      aborts.current.set(id, abort);
      change(id, { state: "uploading", share: 0, caption, error: "" });
      let arrived = false;
      const stored = (turnId: string) => {
        arrived = true;
        setFiles((all) => all.filter((one) => one.id !== id));
        void live.goOn(turnId, 0);
      };
      try {
        await uploadFile(roomId, { file, caption, signal: abort.signal, progress: (share) => change(id, { share }), stored });
      } catch (problem) {
        if (abort.signal.aborted || arrived) return;
        const broken = problem instanceof ApiError && problem.offline;
        change(id, { state: "failed", error: broken ? text.files.interrupted : wordsFor(problem) });
      } finally {
        aborts.current.delete(id);
      }
    },
    [change, live, roomId],
  );

  /** Uploads what waits; the words go with the first. */
  const put = useCallback(
    async (caption: string) => {
      const waiting = files.filter((one) => one.state === "waiting");
      for (const [index, one] of waiting.entries()) await upload(one, index === 0 ? caption : "");
    },
    [files, upload],
  );
  const [later, setLater] = useState<string>();
  const deliver = useEffectEvent((words: string) => {
    setLater(undefined);
    if (files.some((one) => one.state === "waiting")) void put(words);
    else if (words !== "") say(words);
  });
  useEffect(() => {
    if (running || later === undefined) return;
    const soon = setTimeout(() => deliver(later));
    return () => clearTimeout(soon);
  }, [running, later]);
  const send = useCallback((caption: string) => (running ? setLater(caption) : void put(caption)), [running, put]);
  const again = useCallback((one: Attachment) => void upload(one, one.caption), [upload]);
  return {
    files,
    add,
    drop,
    send,
    again,
    /** They will be sent when the answer has ended. */
    promised: later !== undefined,
    /** They go with the next message. */
    attached: later === undefined && files.some((one) => one.state === "waiting"),
  };
}
