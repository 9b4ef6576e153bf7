import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { changeRoom, roomQuery, roomsQuery } from "@/api/rooms";
import type { Room } from "@/api/types";
import { useNotices } from "@/components/notices";
import { Section } from "@/components/section";
import { wordsFor } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { text } from "@/text/text";

const LONGEST_PERSONA = 500;
const MOST_ROUNDS = 100;

export function AboutRoom({ room, mayChange }: { room: Room; mayChange: boolean }) {
  const words = text.members;
  const [name, setName] = useState(room.name);
  const [description, setDescription] = useState(room.description ?? "");
  const [persona, setPersona] = useState(room.persona ?? "");
  const [rounds, setRounds] = useState(room.tool_rounds?.toString() ?? "");
  const cache = useQueryClient();
  const { tell } = useNotices();
  const save = useMutation({
    mutationFn: () =>
      changeRoom(room.id, {
        name: name.trim(),
        description: description.trim() || null,
        persona: persona.trim() || null,
        tool_rounds: rounds === "" ? null : Number(rounds),
      }),
    onSuccess: async (changed) => {
      cache.setQueryData(roomQuery(room.id).queryKey, (before) => ({ ...before, ...changed }));
      tell(text.settings.saved);
      await cache.invalidateQueries({ queryKey: roomsQuery.queryKey });
    },
  });
  const changed =
    name.trim() !== room.name ||
    description.trim() !== (room.description ?? "") ||
    persona.trim() !== (room.persona ?? "") ||
    rounds !== (room.tool_rounds?.toString() ?? "");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (changed && name.trim() !== "") save.mutate();
  };
  return (
    <Section title={words.about}>
      <form onSubmit={submit} className="grid max-w-xl gap-4">
        <Field label={words.name} error={save.error ? wordsFor(save.error) : undefined}>
          {(given) => <Input {...given} value={name} maxLength={200} disabled={!mayChange} onChange={(event) => setName(event.target.value)} />}
        </Field>
        <Field label={words.description}>
          {(given) => (
            <Input {...given} value={description} maxLength={2000} disabled={!mayChange} onChange={(event) => setDescription(event.target.value)} />
          )}
        </Field>
        <Field label={words.persona} hint={<Counted hint={words.personaHint} length={[...persona].length} />}>
          {(given) => (
            <Textarea {...given} value={persona} maxLength={LONGEST_PERSONA} disabled={!mayChange} onChange={(event) => setPersona(event.target.value)} />
          )}
        </Field>
        <Field label={words.toolRounds} hint={words.toolRoundsHint}>
          {(given) => (
            <Input
              {...given}
              type="number"
              inputMode="numeric"
              className="max-w-32"
              min={1}
              max={MOST_ROUNDS}
              value={rounds}
              disabled={!mayChange}
              onChange={(event) => setRounds(event.target.value)}
            />
          )}
        </Field>
        {mayChange && (
          <div>
            <Button type="submit" variant="primary" busy={save.isPending} disabled={!changed || name.trim() === ""}>
              {text.settings.save}
            </Button>
          </div>
        )}
      </form>
    </Section>
  );
}

function Counted({ hint, length }: { hint: string; length: number }) {
  return (
    <span className="flex flex-wrap justify-between gap-x-6">
      <span className="min-w-0 flex-1 basis-64">{hint}</span>
      <span className="tabular whitespace-nowrap">{text.members.left(length, LONGEST_PERSONA)}</span>
    </span>
  );
}
