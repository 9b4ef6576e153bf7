import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { papersKey, removePaper, type Paper } from "@/api/papers";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { useNotices } from "@/components/notices";
import { Button } from "@/components/ui/button";
import { text } from "@/text/text";

/** Deletes a paper after asking, and leads back to the others. */
export function RemovePaper({ paper }: { paper: Paper }) {
  const words = text.papers;
  const roomId = paper.room_id;
  const [asking, setAsking] = useState(false);
  const cache = useQueryClient();
  const navigate = useNavigate();
  const { tell } = useNotices();
  const remove = useMutation({
    mutationFn: () => removePaper(roomId, paper.id),
    onSuccess: async () => {
      tell(words.removed);
      await navigate({ to: "/rooms/$roomId/papers", params: { roomId }, replace: true });
      await cache.invalidateQueries({ queryKey: papersKey(roomId) });
    },
  });
  return (
    <>
      <Button variant="danger" onClick={() => setAsking(true)}>
        {words.remove}
      </Button>
      {asking && (
        <ConfirmDialog
          title={words.removeTitle}
          hint={words.removeHint}
          action={words.remove}
          busy={remove.isPending}
          problem={remove.error}
          onConfirm={() => remove.mutate()}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
