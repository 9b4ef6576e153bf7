import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { ApiError } from "@/api/http";
import { accountsQuery, createAccount, type AccountRole } from "@/api/people";
import { useNotices } from "@/components/notices";
import { wordsFor } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, Input, Select } from "@/components/ui/field";
import { text } from "@/text/text";

const SHORTEST = 8;

export function AddAccount({ onClose }: { onClose: () => void }) {
  const words = text.people;
  const [account, setAccount] = useState({ username: "", password: "", full_name: "", role: "MEMBER" as AccountRole });
  const cache = useQueryClient();
  const { tell } = useNotices();
  const create = useMutation({
    mutationFn: () => {
      const { full_name, ...rest } = account;
      return createAccount({ ...rest, username: account.username.trim(), ...(full_name.trim() ? { full_name: full_name.trim() } : {}) });
    },
    onSuccess: async (made) => {
      tell(words.added(made.full_name || made.username));
      await cache.invalidateQueries({ queryKey: accountsQuery.queryKey });
      onClose();
    },
  });
  const ready = account.username.trim() !== "" && account.password.length >= SHORTEST;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) create.mutate();
  };
  const set = (change: Partial<typeof account>) => setAccount((before) => ({ ...before, ...change }));
  const faultOf = (field: string) =>
    create.error instanceof ApiError ? create.error.fields.find((fault) => fault.loc.includes(field))?.msg : undefined;
  const general = create.error && !(create.error instanceof ApiError && create.error.fields.length > 0) ? wordsFor(create.error) : undefined;
  return (
    <Dialog open onOpenChange={onClose} title={words.add} description={words.addLead}>
      <form onSubmit={submit} className="grid gap-4 pt-1" noValidate>
        <Field label={words.username} hint={words.usernameHint} error={faultOf("username") ?? general}>
          {(given) => (
            <Input {...given} value={account.username} maxLength={100} autoComplete="off" autoCapitalize="none" spellCheck={false} onChange={(event) => set({ username: event.target.value })} />
          )}
        </Field>
        <Field label={words.fullName} error={faultOf("full_name")}>
          {(given) => <Input {...given} value={account.full_name} maxLength={200} onChange={(event) => set({ full_name: event.target.value })} />}
        </Field>
        <Field label={words.password} hint={words.passwordHint} error={faultOf("password")}>
          {(given) => (
            <Input {...given} type="password" autoComplete="new-password" value={account.password} onChange={(event) => set({ password: event.target.value })} />
          )}
        </Field>
        <Field label={words.role} hint={words.rolesHint}>
          {(given) => (
            <Select {...given} value={account.role} onChange={(event) => set({ role: event.target.value as AccountRole })}>
              <option value="MEMBER">{words.roles.MEMBER}</option>
              <option value="ADMIN">{words.roles.ADMIN}</option>
            </Select>
          )}
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{text.common.cancel}</Button>
          <Button type="submit" variant="primary" busy={create.isPending} disabled={!ready}>
            {words.add}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
