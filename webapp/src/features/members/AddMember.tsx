import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { addMember, findPerson, membersQuery } from "@/api/members";
import type { RoomRole } from "@/api/types";
import { wordsFor } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, Input, Select } from "@/components/ui/field";
import { text } from "@/text/text";
import { grantable } from "./grantable";

export function AddMember({ roomId, myRole, onClose }: { roomId: string; myRole: RoomRole; onClose: () => void }) {
  const words = text.members;
  const [username, setUsername] = useState("");
  const [role, setRole] = useState<RoomRole>("MEMBER");
  const cache = useQueryClient();
  const add = useMutation({
    mutationFn: async () => addMember(roomId, (await findPerson(username.trim())).id, role),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: membersQuery(roomId).queryKey });
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (username.trim() !== "") add.mutate();
  };
  return (
    <Dialog open onOpenChange={onClose} title={words.addTitle} description={words.addHint}>
      <form onSubmit={submit} className="grid gap-4 pt-1">
        <Field label={text.people.username} error={add.error ? wordsFor(add.error) : undefined}>
          {(given) => (
            <Input {...given} value={username} autoComplete="off" autoCapitalize="none" spellCheck={false} onChange={(event) => setUsername(event.target.value)} />
          )}
        </Field>
        <Field label={text.people.role}>
          {(given) => (
            <Select {...given} value={role} onChange={(event) => setRole(event.target.value as RoomRole)}>
              {grantable(myRole, "MEMBER").map((one) => (
                <option key={one} value={one}>
                  {words.roles[one]}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{text.common.cancel}</Button>
          <Button type="submit" variant="primary" busy={add.isPending} disabled={username.trim() === ""}>
            {words.add}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
