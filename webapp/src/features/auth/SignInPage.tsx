import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Eye, EyeOff } from "lucide-react";
import { useEffect, useRef, useState, type FormEvent } from "react";
import { signIn, signInNamed } from "@/api/session";
import { Spark } from "@/components/logo";
import { useTitle } from "@/components/page";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { text } from "@/text/text";
import { safePath } from "./safePath";
import { signInProblem } from "./signInProblem";

export function SignInPage() {
  const words = text.signIn;
  useTitle(words.title);
  const next = safePath((useSearch({ strict: false }) as { next?: unknown }).next);
  const navigate = useNavigate();
  const cache = useQueryClient();
  const [named, setNamed] = useState(false);
  const [username, setUsername] = useState("");
  const [secret, setSecret] = useState("");
  const secretField = useRef<HTMLInputElement>(null);

  const entry = useMutation({
    mutationFn: () => (named ? signInNamed(username.trim(), secret) : signIn(secret)),
    onSuccess: async () => {
      cache.clear();
      await navigate({ to: next ?? "/", replace: true });
    },
    onError: () => secretField.current?.select(),
  });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (secret !== "" && (!named || username.trim() !== "")) entry.mutate();
    else if (secret === "") secretField.current?.focus();
  };

  return (
    <main className="grid min-h-full place-items-center px-4 py-10">
      <div className="grid w-full max-w-sm gap-8">
        <div className="grid justify-items-center gap-3 text-center">
          <Spark className="size-9" />
          <div className="grid gap-1">
            <h1 className="text-title font-semibold tracking-tight">{words.heading}</h1>
            <p className="text-small text-muted">{words.lead}</p>
          </div>
        </div>
        <form onSubmit={submit} className="grid gap-4 rounded-card border border-line bg-panel p-6" noValidate>
          {named && (
            <Field label={words.username}>
              {(given) => (
                <Input
                  {...given}
                  value={username}
                  onChange={(event) => setUsername(event.target.value)}
                  autoComplete="username"
                  autoCapitalize="none"
                  spellCheck={false}
                  autoFocus
                />
              )}
            </Field>
          )}
          <SecretField
            ref={secretField}
            key={named ? "password" : "passphrase"}
            label={named ? words.password : words.passphrase}
            value={secret}
            onChange={setSecret}
            error={entry.error ? signInProblem(entry.error, named) : undefined}
            autoFocus={!named}
          />
          <Button type="submit" variant="primary" className="h-10" busy={entry.isPending}>
            {words.submit}
          </Button>
        </form>
        <div className="grid justify-items-center gap-4 text-small text-muted">
          <Button
            variant="link"
            size="bare"
            onClick={() => {
              setNamed(!named);
              setSecret("");
              entry.reset();
            }}
          >
            {named ? words.usePassphrase : words.useAccount}
          </Button>
        </div>
      </div>
    </main>
  );
}

interface SecretFieldProps {
  ref: React.RefObject<HTMLInputElement | null>;
  label: string;
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
  autoFocus: boolean;
}

function SecretField({ ref, label, value, onChange, error, autoFocus }: SecretFieldProps) {
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  useEffect(() => {
    if (autoFocus) ref.current?.focus();
  }, [autoFocus, ref]);
  return (
    <Field label={label} error={error}>
      {(given) => (
        <div className="relative">
          <Input
            {...given}
            ref={ref}
            type={shown ? "text" : "password"}
            value={value}
            onChange={(event) => onChange(event.target.value)}
            autoComplete="current-password"
            autoCapitalize="none"
            spellCheck={false}
            className="pr-11"
          />
          <Button
            variant="quiet"
            size="icon"
            className="absolute top-1 right-1 max-sm:pointer-fine:size-8 pointer-coarse:top-0 pointer-coarse:right-0"
            aria-label={shown ? text.signIn.hide : text.signIn.show}
            aria-pressed={shown}
            onClick={() => setShown(!shown)}
          >
            <Icon aria-hidden className="size-4" />
          </Button>
        </div>
      )}
    </Field>
  );
}
