import { upload } from "./http";
import { EventLines } from "./sse";
import type { TurnEvent } from "./types";

interface FileUpload {
  file: File;
  caption: string;
  signal: AbortSignal;
  progress: (share: number) => void;
  /** The message with the file is stored, and this turn answers it. */
  stored: (turnId: string) => void;
}

/** Uploads a file with what is said about it. Ends when it is answered; the answer is followed like any other. */
export async function uploadFile(roomId: string, { file, caption, signal, progress, stored }: FileUpload): Promise<void> {
  const form = new FormData();
  form.append("caption", caption);
  form.append("file", file, file.name);
  const lines = new EventLines();
  const received = (chunk: string) => {
    for (const line of lines.push(chunk)) {
      const event = JSON.parse(line) as TurnEvent;
      if (event.type === "human_message") stored(event.turn_id);
    }
  };
  await upload(`/chat/rooms/${roomId}/upload`, { form, signal, progress, received });
}
