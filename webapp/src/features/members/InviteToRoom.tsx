import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { createInvite, invitesQuery } from "@/api/members";
import type { RoomRole } from "@/api/types";
import { CopyField } from "@/components/copy-field";
import { wordsFor } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, Select } from "@/components/ui/field";
import { text } from "@/text/text";

const DAY_MS = 86_400_000;

export function InviteToRoom({ roomId, onClose }: { roomId: string; onClose: () => void }) {
  const words = text.members;
  const [role, setRole] = useState<RoomRole>("MEMBER");
  const [limit, setLimit] = useState("1");
  const [days, setDays] = useState(7);
  const cache = useQueryClient();
  const make = useMutation({
    mutationFn: () => createInvite(roomId, role, limit === "" ? null : Number(limit), new Date(Date.now() + days * DAY_MS).toISOString()),
    onSuccess: () => cache.invalidateQueries({ queryKey: invitesQuery(roomId).queryKey }),
  });
  if (make.data) {
    return (
      <Dialog
        open
        onOpenChange={onClose}
        title={text.people.inviteTitle}
        description={text.people.linkReady}
        footer={
          <Button variant="primary" onClick={onClose}>
            {text.people.done}
          </Button>
        }
      >
        <CopyField label={text.people.link} copyLabel={text.people.copyLink} value={`${location.origin}/join/${make.data.token}`} />
      </Dialog>
    );
  }
  return (
    <Dialog open onOpenChange={onClose} title={text.people.inviteTitle}>
      <form
        className="grid gap-4 pt-1"
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate();
        }}
      >
        <Field label={text.people.role} error={make.error ? wordsFor(make.error) : undefined}>
          {(given) => (
            <Select {...given} value={role} onChange={(event) => setRole(event.target.value as RoomRole)}>
              <option value="MEMBER">{words.roles.MEMBER}</option>
              <option value="VIEWER">{words.roles.VIEWER}</option>
            </Select>
          )}
        </Field>
        <Field label={text.people.uses}>
          {(given) => (
            <Select {...given} value={limit} onChange={(event) => setLimit(event.target.value)}>
              {["1", "5", "10", "50"].map((count) => (
                <option key={count}>{count}</option>
              ))}
              <option value="">{words.noLimit}</option>
            </Select>
          )}
        </Field>
        <Field label={words.validFor}>
          {(given) => (
            <Select {...given} value={days} onChange={(event) => setDays(Number(event.target.value))}>
              {[1, 7, 30].map((count) => (
                <option key={count} value={count}>
                  {words.days(count)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{text.common.cancel}</Button>
          <Button type="submit" variant="primary" busy={make.isPending}>
            {text.people.makeLink}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
