import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { text } from "@/text/text";
import { useNotices } from "./notices";
import { Field, Input } from "./ui/field";
import { IconButton } from "./ui/icon-button";

interface CopyFieldProps {
  label: string;
  copyLabel: string;
  value: string;
}

/** A value that is shown once: selected by a click, copied by the button. */
export function CopyField({ label, copyLabel, value }: CopyFieldProps) {
  const [copied, setCopied] = useState(false);
  const { tell } = useNotices();
  const copy = () => {
    navigator.clipboard.writeText(value).then(
      () => {
        setCopied(true);
        tell(text.chat.copied);
      },
      () => tell(text.chat.copyRefused, "danger"),
    );
  };
  return (
    <Field label={label}>
      {(given) => (
        <div className="flex items-center gap-2">
          <Input {...given} readOnly value={value} className="font-mono text-small" onFocus={(event) => event.target.select()} />
          <IconButton label={copyLabel} variant="outline" onClick={copy}>
            {copied ? <Check aria-hidden className="size-4" /> : <Copy aria-hidden className="size-4" />}
          </IconButton>
        </div>
      )}
    </Field>
  );
}
