import { useMutation } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { changeAccount } from "@/api/people";
import type { User } from "@/api/types";
import { useNotices } from "@/components/notices";
import { wordsFor } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, Input } from "@/components/ui/field";
import { text } from "@/text/text";

const SHORTEST = 8;

export function ResetPassword({ account, onClose }: { account: User; onClose: () => void }) {
  const words = text.people;
  const name = account.full_name || account.username;
  const [password, setPassword] = useState("");
  const { tell } = useNotices();
  const reset = useMutation({
    mutationFn: () => changeAccount(account.id, { password }),
    onSuccess: () => {
      tell(words.resetDone(name));
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (password.length >= SHORTEST) reset.mutate();
  };
  return (
    <Dialog open onOpenChange={onClose} title={words.resetTitle(name)} description={words.resetLead}>
      <form onSubmit={submit} className="grid gap-4 pt-1">
        <Field label={words.password} hint={words.passwordHint} error={reset.error ? wordsFor(reset.error) : undefined}>
          {(given) => (
            <Input {...given} type="password" autoComplete="new-password" value={password} onChange={(event) => setPassword(event.target.value)} />
          )}
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{text.common.cancel}</Button>
          <Button type="submit" variant="primary" busy={reset.isPending} disabled={password.length < SHORTEST}>
            {words.reset}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
