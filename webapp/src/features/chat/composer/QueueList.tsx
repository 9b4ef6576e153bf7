import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Clock, X } from "lucide-react";
import { queueQuery, unqueue } from "@/api/queue";
import { useOffered } from "@/api/offered";
import { useNotices } from "@/components/notices";
import { wordsFor } from "@/components/states";
import { IconButton } from "@/components/ui/icon-button";
import { text } from "@/text/text";

/** What is said as soon as the answer of now has ended, in its order. Each can be taken back. */
export function QueueList({ roomId }: { roomId: string }) {
  const words = text.composer;
  const cache = useQueryClient();
  const { tell, announce } = useNotices();
  const offered = useOffered().has("queue");
  const queue = useQuery({ ...queueQuery(roomId), enabled: offered });
  const remove = useMutation({
    mutationFn: (id: string) => unqueue(roomId, id),
    onSuccess: () => announce(words.unqueued),
    onError: (problem) => tell(wordsFor(problem), "danger"),
    onSettled: () => {
      document.getElementById("composer")?.focus();
      return cache.invalidateQueries({ queryKey: queueQuery(roomId).queryKey });
    },
  });
  const waiting = queue.data ?? [];
  if (waiting.length === 0) return null;
  return (
    <ol aria-label={words.queued} className="mb-1.5 grid gap-1">
      {waiting.map(({ id, content }) => (
        <li key={id} className="appear flex items-center gap-2 rounded-card border border-line bg-bg py-0.5 pr-0.5 pl-3 text-small">
          <Clock aria-hidden className="size-3.5 shrink-0 text-wait" />
          <span className="min-w-0 flex-1 truncate">{content}</span>
          <IconButton label={words.unqueue(content.length > 40 ? `${content.slice(0, 40)}…` : content)} onClick={() => remove.mutate(id)}>
            <X aria-hidden className="size-4" />
          </IconButton>
        </li>
      ))}
    </ol>
  );
}
