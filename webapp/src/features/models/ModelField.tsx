import { useId } from "react";
import { Field, Input, Select } from "@/components/ui/field";
import { text } from "@/text/text";
import { modelName } from "./connection";

interface ModelFieldProps {
  models: readonly string[];
  value: string;
  onChange: (model: string) => void;
  error: string | undefined;
}

/** Up to this many are a list to choose from; more are searched by typing. */
const SHORT_LIST = 12;

export function ModelField({ models, value, onChange, error }: ModelFieldProps) {
  const words = text.firstRun;
  const listId = useId();
  if (models.length > 0 && models.length <= SHORT_LIST) {
    return (
      <Field label={words.model} error={error}>
        {(given) => (
          <Select {...given} value={value} onChange={(event) => onChange(event.target.value)}>
            <option value="" disabled>
              {words.chooseModel}
            </option>
            {models.map((model) => (
              <option key={model} value={model}>
                {modelName(model)}
              </option>
            ))}
          </Select>
        )}
      </Field>
    );
  }
  return (
    <Field label={words.model} hint={models.length > 0 ? words.typeToSearch(models.length) : words.typeModel} error={error}>
      {(given) => (
        <>
          <Input
            {...given}
            list={listId}
            spellCheck={false}
            autoComplete="off"
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
          <datalist id={listId}>
            {models.map((model) => (
              <option key={model} value={model} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}
