import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { createKey, keysQuery, type KeyScope } from "@/api/keys";
import { CopyField } from "@/components/copy-field";
import { wordsFor } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, Input, Select } from "@/components/ui/field";
import { text } from "@/text/text";

const EXPIRY = ["30", "90", "365", "never"] as const;
const SCOPES: KeyScope[] = ["read", "chat", "full"];

export function NewKey({ onClose }: { onClose: () => void }) {
  const words = text.keys;
  const [name, setName] = useState("");
  const [scope, setScope] = useState<KeyScope>("chat");
  const [expiry, setExpiry] = useState<(typeof EXPIRY)[number]>("90");
  const cache = useQueryClient();
  const create = useMutation({
    mutationFn: () => createKey(name.trim(), scope, expiry === "never" ? null : Number(expiry)),
    onSuccess: () => cache.invalidateQueries({ queryKey: keysQuery.queryKey }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== "") create.mutate();
  };
  if (create.data) {
    return (
      <Dialog
        open
        onOpenChange={onClose}
        title={words.add}
        description={words.ready}
        footer={
          <Button variant="primary" onClick={onClose}>
            {text.people.done}
          </Button>
        }
      >
        <CopyField label={words.key} copyLabel={words.copy} value={create.data.key} />
      </Dialog>
    );
  }
  return (
    <Dialog open onOpenChange={onClose} title={words.add}>
      <form onSubmit={submit} className="grid gap-4 pt-1">
        <Field label={words.name} error={create.error ? wordsFor(create.error) : undefined}>
          {(given) => <Input {...given} value={name} maxLength={100} onChange={(event) => setName(event.target.value)} />}
        </Field>
        <Field label={words.scope}>
          {(given) => (
            <Select {...given} value={scope} onChange={(event) => setScope(event.target.value as KeyScope)}>
              {SCOPES.map((one) => (
                <option key={one} value={one}>
                  {words.scopes[one]}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={words.expires}>
          {(given) => (
            <Select {...given} value={expiry} onChange={(event) => setExpiry(event.target.value as typeof expiry)}>
              {EXPIRY.map((one) => (
                <option key={one} value={one}>
                  {one === "never" ? words.expiry.never : words.expiry[one]}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{text.common.cancel}</Button>
          <Button type="submit" variant="primary" busy={create.isPending} disabled={name.trim() === ""}>
            {words.create}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
