import { useCallback, useRef, useState } from "react";
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

/** Files on their way into the room, one after the other: each is a message of its own and is answered. */
export function useFiles(roomId: string, live: RoomLive) {
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

  const put = useCallback(
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
  const send = useCallback(
    async (caption: string) => {
      const waiting = files.filter((one) => one.state === "waiting");
      for (const [index, one] of waiting.entries()) await put(one, index === 0 ? caption : "");
    },
    [files, put],
  );
  const again = useCallback((one: Attachment) => void put(one, one.caption), [put]);
  return { files, add, drop, send, again };
}
