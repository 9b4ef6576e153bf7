import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState, type FormEvent } from "react";
import { changeRoom, deleteRoom, roomQuery, roomsQuery } from "@/api/rooms";
import type { Room } from "@/api/types";
import { wordsFor } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, Input } from "@/components/ui/field";
import { text } from "@/text/text";

export function RenameRoom({ room, onClose }: { room: Room; onClose: () => void }) {
  const [name, setName] = useState(room.name);
  const cache = useQueryClient();
  const rename = useMutation({
    mutationFn: () => changeRoom(room.id, { name: name.trim() }),
    onSuccess: async () => {
      await Promise.all([
        cache.invalidateQueries({ queryKey: roomQuery(room.id).queryKey }),
        cache.invalidateQueries({ queryKey: roomsQuery.queryKey }),
      ]);
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== "") rename.mutate();
  };
  return (
    <Dialog open onOpenChange={onClose} title={text.chat.rename}>
      <form onSubmit={submit} className="grid gap-4 pt-1">
        <Field label={text.chat.roomName} error={rename.error ? wordsFor(rename.error) : undefined}>
          {(given) => <Input {...given} value={name} maxLength={200} onChange={(event) => setName(event.target.value)} />}
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{text.common.cancel}</Button>
          <Button type="submit" variant="primary" busy={rename.isPending} disabled={name.trim() === ""}>
            {text.chat.rename}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

export function DeleteRoom({ room, onClose }: { room: Room; onClose: () => void }) {
  const cache = useQueryClient();
  const navigate = useNavigate();
  const remove = useMutation({
    mutationFn: () => deleteRoom(room.id),
    onSuccess: async () => {
      await navigate({ to: "/dm" });
      await cache.invalidateQueries({ queryKey: roomsQuery.queryKey });
    },
  });
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={text.chat.deleteTitle(room.name)}
      description={text.chat.deleteHint}
      footer={
        <>
          <Button onClick={onClose}>{text.common.cancel}</Button>
          <Button variant="danger" busy={remove.isPending} onClick={() => remove.mutate()}>
            {text.chat.deleteRoom}
          </Button>
        </>
      }
    >
      {remove.error && <p className="text-small text-danger">{wordsFor(remove.error)}</p>}
    </Dialog>
  );
}
