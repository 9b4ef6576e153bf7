import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Sparkles } from "lucide-react";
import { paperQuery, papersKey, writeNotes } from "@/api/papers";
import { useNotices } from "@/components/notices";
import { wordsFor } from "@/components/states";
import { Button } from "@/components/ui/button";
import { text } from "@/text/text";

/** Lets the model sum up what was said last, and shows the notes. */
export function TakeNotes({ roomId }: { roomId: string }) {
  const words = text.papers;
  const cache = useQueryClient();
  const navigate = useNavigate();
  const { tell, announce } = useNotices();
  const take = useMutation({
    mutationFn: () => writeNotes(roomId),
    onMutate: () => announce(words.takingNotes),
    onSuccess: async (notes) => {
      await cache.invalidateQueries({ queryKey: papersKey(roomId) });
      cache.setQueryData(paperQuery(roomId, notes.id).queryKey, notes);
      await navigate({ to: "/rooms/$roomId/papers/$paperId", params: { roomId, paperId: notes.id } });
    },
    onError: (problem) => tell(wordsFor(problem), "danger"),
  });
  return (
    <Button busy={take.isPending} onClick={() => take.mutate()}>
      {!take.isPending && <Sparkles aria-hidden className="size-4" />}
      {words.takeNotes}
    </Button>
  );
}
