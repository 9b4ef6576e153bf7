import { useMutation } from "@tanstack/react-query";
import { CircleAlert, CircleCheck, Lock } from "lucide-react";
import { useState, type FormEvent } from "react";
import { testModels } from "@/api/models";
import type { ModelTestResult } from "@/api/types";
import { wordsFor } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { text } from "@/text/text";
import { changeOf, testOf, validAddress } from "./connection";
import { ModelField } from "./ModelField";
import { useSaveModel } from "./useSaveModel";

interface ConnectionFormProps {
  provider: string;
  /** Empty where the provider's address is its own matter and not shown. */
  baseUrl: string;
  fixedAddress?: boolean;
  needsKey: boolean;
  /** A key may be given but need not. */
  optionalKey?: boolean;
  /** Fixed by file or environment: the stored values are used and cannot be changed here. */
  locked: boolean;
  hasKey: boolean;
  /** Models known without asking. */
  known?: readonly string[];
}

/** Address and key are tried live before anything is saved; only then a model can be chosen. */
export function ConnectionForm(props: ConnectionFormProps) {
  const { provider, needsKey, optionalKey = false, locked, hasKey, known = [], fixedAddress = false } = props;
  const words = text.firstRun;
  const [baseUrl, setBaseUrl] = useState(props.baseUrl);
  const [apiKey, setApiKey] = useState("");
  const [model, setModel] = useState(known[0] ?? "");
  const asksAddress = provider === "compatible" || provider === "ollama";
  const connection = { provider, apiKey, baseUrl: asksAddress ? baseUrl : "" };
  const test = useMutation({ mutationFn: () => testModels(testOf(connection)) });
  const save = useSaveModel();

  const works = test.data?.ok === true || known.length > 0;
  const offered = test.data?.ok ? (test.data.models ?? []) : known;
  const ready = locked || ((!needsKey || hasKey || apiKey.trim() !== "") && (!asksAddress || validAddress(baseUrl)));

  const edit = (set: (value: string) => void) => (value: string) => {
    set(value);
    test.reset();
    save.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (works && model.trim() !== "") save.mutate(changeOf(locked ? { provider, apiKey: "", baseUrl: "" } : connection, model));
    else if (ready) test.mutate();
  };

  return (
    <form onSubmit={submit} className="grid gap-4" noValidate>
      {locked && (
        <p className="flex items-center gap-2 text-small text-muted">
          <Lock aria-hidden className="size-4" />
          {words.locked}
        </p>
      )}
      {!locked && (asksAddress || fixedAddress) && (
        <Field label={words.address} hint={fixedAddress ? undefined : words.addressHint}>
          {(given) => (
            <Input
              {...given}
              type="url"
              inputMode="url"
              spellCheck={false}
              autoComplete="off"
              disabled={fixedAddress}
              placeholder="https://example.com/v1"
              value={baseUrl}
              onChange={(event) => edit(setBaseUrl)(event.target.value)}
            />
          )}
        </Field>
      )}
      {!locked && (needsKey || optionalKey) && (
        <Field label={optionalKey ? words.keyOptional : words.key} hint={hasKey ? words.keySaved : words.keyHint}>
          {(given) => (
            <Input
              {...given}
              type="password"
              spellCheck={false}
              autoComplete="off"
              value={apiKey}
              placeholder={hasKey ? "••••••••••••" : ""}
              onChange={(event) => edit(setApiKey)(event.target.value)}
            />
          )}
        </Field>
      )}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button
          type={works ? "button" : "submit"}
          variant={works ? "outline" : "primary"}
          disabled={!ready}
          busy={test.isPending}
          {...(works ? { onClick: () => test.mutate() } : {})}
        >
          {works ? words.testAgain : words.test}
        </Button>
        <TestResult result={test.data} problem={test.error} />
      </div>
      {works && (
        <div className="appear grid gap-4 border-t border-line pt-4">
          <ModelField models={offered} value={model} onChange={setModel} error={save.error ? wordsFor(save.error) : undefined} />
          <div>
            <Button type="submit" variant="primary" busy={save.isPending} disabled={model.trim() === ""}>
              {words.use}
            </Button>
          </div>
        </div>
      )}
    </form>
  );
}

function TestResult({ result, problem }: { result: ModelTestResult | undefined; problem: Error | null }) {
  const words = text.firstRun;
  if (result?.ok) {
    return (
      <p role="status" className="flex items-center gap-1.5 text-small text-ok">
        <CircleCheck aria-hidden className="size-4" />
        {words.works(result.models?.length ?? 0, Math.round(result.latency_ms ?? 0))}
      </p>
    );
  }
  const trouble = problem ? wordsFor(problem) : result && !result.ok ? result.detail : undefined;
  if (trouble === undefined) return null;
  return (
    <p role="alert" className="flex min-w-0 flex-1 basis-52 items-start gap-1.5 text-small text-danger">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span className="[overflow-wrap:anywhere]">{trouble}</span>
    </p>
  );
}
