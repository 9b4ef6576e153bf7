import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { ApiError } from "@/api/http";
import { changePassword, meQuery, updateMe } from "@/api/session";
import type { User } from "@/api/types";
import { useNotices } from "@/components/notices";
import { Section } from "@/components/section";
import { Failure, wordsFor } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { text } from "@/text/text";

export default function ProfileSection() {
  const me = useQuery(meQuery);
  if (me.isError) return <Failure problem={me.error} retry={() => void me.refetch()} />;
  if (!me.data) return null;
  return (
    <>
      <Profile user={me.data} />
      {/* The shared passphrase account has no password of its own. */}
      {me.data.username !== "sparkbot-user" && <Password />}
    </>
  );
}

function Profile({ user }: { user: User }) {
  const words = text.settings.profile;
  const [name, setName] = useState(user.full_name ?? "");
  const [email, setEmail] = useState(user.email ?? "");
  const cache = useQueryClient();
  const { tell } = useNotices();
  const save = useMutation({
    mutationFn: () =>
      updateMe({
        ...(name.trim() === (user.full_name ?? "") ? {} : { full_name: name.trim() }),
        ...(email.trim() === (user.email ?? "") ? {} : { email: email.trim() }),
      }),
    onSuccess: (changed) => {
      cache.setQueryData(meQuery.queryKey, changed);
      tell(text.settings.saved);
    },
  });
  const changed = name.trim() !== (user.full_name ?? "") || email.trim() !== (user.email ?? "");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (changed) save.mutate();
  };
  return (
    <Section title={words.title} lead={words.lead(user.username, text.settings.roles[user.role])}>
      <form onSubmit={submit} className="grid max-w-md gap-4">
        <Field label={words.name} hint={words.nameHint}>
          {(given) => <Input {...given} value={name} autoComplete="name" onChange={(event) => setName(event.target.value)} />}
        </Field>
        <Field label={words.email} error={save.error ? wordsFor(save.error) : undefined}>
          {(given) => (
            <Input {...given} type="email" value={email} autoComplete="email" onChange={(event) => setEmail(event.target.value)} />
          )}
        </Field>
        <div>
          <Button type="submit" variant="primary" busy={save.isPending} disabled={!changed}>
            {text.settings.save}
          </Button>
        </div>
      </form>
    </Section>
  );
}

const SHORTEST = 8;

function Password() {
  const words = text.settings.password;
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const { tell } = useNotices();
  const change = useMutation({
    mutationFn: () => changePassword(current, next),
    onSuccess: () => {
      setCurrent("");
      setNext("");
      tell(words.changed);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (current !== "" && next.length >= SHORTEST) change.mutate();
  };
  const wrong = change.error instanceof ApiError && change.error.status === 400;
  return (
    <Section title={words.title} lead={words.lead}>
      <form onSubmit={submit} className="grid max-w-md gap-4">
        <Field label={words.current} error={wrong ? wordsFor(change.error) : undefined}>
          {(given) => (
            <Input
              {...given}
              type="password"
              autoComplete="current-password"
              value={current}
              onChange={(event) => setCurrent(event.target.value)}
            />
          )}
        </Field>
        <Field label={words.next} hint={words.hint(SHORTEST)} error={change.error && !wrong ? wordsFor(change.error) : undefined}>
          {(given) => (
            <Input
              {...given}
              type="password"
              autoComplete="new-password"
              value={next}
              onChange={(event) => setNext(event.target.value)}
            />
          )}
        </Field>
        <div>
          <Button type="submit" busy={change.isPending} disabled={current === "" || next.length < SHORTEST}>
            {words.change}
          </Button>
        </div>
      </form>
    </Section>
  );
}
