import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState, type FormEvent } from "react";
import { addPaper, PAPER_KINDS, paperQuery, papersKey, type PaperKind } from "@/api/papers";
import { Page } from "@/components/page";
import { wordsFor } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Field, Select } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { text } from "@/text/text";
import { usePapersRoom } from "./usePapersRoom";

const LONGEST = 100_000;

export function NewPaperPage() {
  const words = text.papers;
  const { roomId, room } = usePapersRoom();
  const { type = "notes" } = useSearch({ strict: false }) as { type?: PaperKind };
  const [kind, setKind] = useState<PaperKind>(type);
  const [content, setContent] = useState("");
  const cache = useQueryClient();
  const navigate = useNavigate();
  const add = useMutation({
    mutationFn: () => addPaper(roomId, kind, content),
    onSuccess: async (paper) => {
      await cache.invalidateQueries({ queryKey: papersKey(roomId) });
      cache.setQueryData(paperQuery(roomId, paper.id).queryKey, paper);
      await navigate({ to: "/rooms/$roomId/papers/$paperId", params: { roomId, paperId: paper.id }, replace: true });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (content.trim() !== "") add.mutate();
  };
  return (
    <Page title={words.write} lead={room.data?.name}>
      <form onSubmit={submit} className="grid max-w-3xl gap-4">
        <Field label={words.kind}>
          {(given) => (
            <Select {...given} className="max-w-xs" value={kind} onChange={(event) => setKind(event.target.value as PaperKind)}>
              {PAPER_KINDS.map((one) => (
                <option key={one} value={one}>
                  {words.one[one]}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={words.content} hint={words.contentHint} error={add.error ? wordsFor(add.error) : undefined}>
          {(given) => (
            <Textarea {...given} autoFocus dir="auto" rows={14} maxLength={LONGEST} value={content} onChange={(event) => setContent(event.target.value)} />
          )}
        </Field>
        <div className="flex gap-2">
          <Button type="submit" variant="primary" busy={add.isPending} disabled={content.trim() === ""}>
            {words.keep}
          </Button>
          <Button asChild>
            <Link to="/rooms/$roomId/papers" params={{ roomId }}>
              {text.common.cancel}
            </Link>
          </Button>
        </div>
      </form>
    </Page>
  );
}
