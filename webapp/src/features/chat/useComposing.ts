import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import type { Offered } from "@/api/offered";
import { enqueue, queueQuery, steer } from "@/api/queue";
import type { Message } from "@/api/types";
import { useNotices } from "@/components/notices";
import { wordsFor } from "@/components/states";
import { useShortcut } from "@/keys/shortcut";
import { text } from "@/text/text";
import type { WhileRunning } from "./composer/Composer";
import { command } from "./live/outcome";
import type { RoomLive } from "./live/roomLive";
import type { Turn } from "./live/turn";

interface Here {
  roomId: string;
  live: RoomLive;
  offered: Offered;
  messages: readonly Message[];
  turns: readonly Turn[];
}

/** What the composer can do besides sending: commands, waiting in line, adding to the question, telling that one writes. */
export function useComposing({ roomId, live, offered, messages, turns }: Here) {
  const cache = useQueryClient();
  const { tell, announce } = useNotices();
  const newest = messages.at(-1)?.id;
  const running = turns.findLast((turn) => turn.state === "running")?.id;

  const onCommand = useCallback((line: string) => void command(live, roomId, line, newest), [live, roomId, newest]);
  const onWriting = useCallback((something: boolean) => live.writing(something), [live]);

  const whileRunning = useMemo<WhileRunning>(() => {
    const refused = (problem: unknown) => tell(wordsFor(problem), "danger");
    const queue = async (content: string) => {
      const { position } = await enqueue(roomId, content);
      announce(text.composer.nowQueued(position));
      await cache.invalidateQueries({ queryKey: queueQuery(roomId).queryKey });
    };
    const add = async (turnId: string, content: string) => {
      await steer(roomId, turnId, content);
      announce(text.composer.steered);
    };
    return {
      queue: offered.has("queue") ? (content) => void queue(content).catch(refused) : undefined,
      steer: offered.has("steer") && running !== undefined ? (content) => void add(running, content).catch(refused) : undefined,
    };
  }, [roomId, offered, running, cache, tell, announce]);

  useShortcut("Mod+Shift+l", () => {
    const code = lastCode(messages);
    if (code === undefined) tell(text.composer.noCode);
    else navigator.clipboard.writeText(code).then(() => tell(text.composer.codeCopied), () => tell(text.chat.copyRefused, "danger"));
  });

  return { onCommand, onWriting, whileRunning };
}

/** What stands in the last fence of the room. */
export function lastCode(messages: readonly Message[]): string | undefined {
  for (const { content } of messages.toReversed()) {
    const found = [...content.matchAll(/^(`{3,}|~{3,})[^\n]*\n([\s\S]*?)^\1[ \t]*$/gm)].at(-1)?.[2];
    if (found !== undefined) return found.replace(/\n$/, "");
  }
  return undefined;
}
