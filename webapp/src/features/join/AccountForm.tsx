import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState, type FormEvent } from "react";
import { acceptAccountInvite } from "@/api/people";
import { wordsFor } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { text } from "@/text/text";

const SHORTEST = 8;

/** A person who was invited makes their own account and is signed in with it. */
export function AccountForm({ token }: { token: string }) {
  const words = text.people;
  const [username, setUsername] = useState("");
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const cache = useQueryClient();
  const navigate = useNavigate();
  const accept = useMutation({
    mutationFn: () => acceptAccountInvite({ token, username: username.trim(), password, ...(name.trim() ? { full_name: name.trim() } : {}) }),
    onSuccess: async () => {
      cache.clear();
      await navigate({ to: "/", replace: true });
    },
  });
  const ready = username.trim() !== "" && password.length >= SHORTEST;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) accept.mutate();
  };
  return (
    <form onSubmit={submit} className="grid gap-4 rounded-card border border-line bg-panel p-6" noValidate>
      <div className="grid gap-1">
        <h2 className="text-body font-semibold">{text.join.account}</h2>
        <p className="text-small text-muted">{text.join.accountLead}</p>
      </div>
      <Field label={words.username} hint={words.usernameHint} error={accept.error ? wordsFor(accept.error) : undefined}>
        {(given) => (
          <Input {...given} value={username} autoComplete="username" autoCapitalize="none" spellCheck={false} onChange={(event) => setUsername(event.target.value)} />
        )}
      </Field>
      <Field label={words.fullName}>
        {(given) => <Input {...given} value={name} autoComplete="name" onChange={(event) => setName(event.target.value)} />}
      </Field>
      <Field label={words.password} hint={words.passwordHint}>
        {(given) => (
          <Input {...given} type="password" value={password} autoComplete="new-password" onChange={(event) => setPassword(event.target.value)} />
        )}
      </Field>
      <Button type="submit" variant="primary" className="h-10" busy={accept.isPending} disabled={!ready}>
        {text.join.create}
      </Button>
    </form>
  );
}
