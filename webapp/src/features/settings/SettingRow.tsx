import { Lock, RotateCcw } from "lucide-react";
import { useId } from "react";
import type { Setting, SettingValue } from "@/api/types";
import { Chip } from "@/components/ui/chip";
import { Input, Select } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Switch } from "@/components/ui/switch";
import { text } from "@/text/text";
import { parseTyped } from "./serverSettings";

interface SettingRowProps {
  setting: Setting;
  /** The unsaved value; undefined while it is as saved. */
  changed: SettingValue | undefined;
  error: string | undefined;
  onChange: (value: SettingValue | undefined) => void;
}

export function SettingRow({ setting, changed, error, onChange }: SettingRowProps) {
  const words = text.settings.server;
  const id = useId();
  const noteId = `${id}-note`;
  const change = (value: SettingValue) => onChange(value === setting.value ? undefined : value);
  return (
    <li className="grid items-center gap-x-6 gap-y-2 border-t border-line px-4 py-3 first:border-0 sm:grid-cols-[minmax(0,1fr)_13rem]">
      <div className="grid gap-0.5">
        <div className="flex flex-wrap items-center gap-2">
          <label htmlFor={id} className="text-small font-medium">
            {setting.title}
          </label>
          <Source setting={setting} />
          {changed !== undefined && <Chip tone="accent">{words.changed}</Chip>}
        </div>
        <div id={noteId} className="text-small text-muted">
          {setting.description && <p>{setting.description}</p>}
          {error && (
            <p role="alert" className="text-danger">
              {error}
            </p>
          )}
        </div>
      </div>
      <div className="flex items-center gap-1 sm:justify-end">
        <Control id={id} noteId={noteId} setting={setting} value={changed === undefined ? setting.value : changed} error={error} onChange={change} />
        {setting.source === "saved" && !setting.locked && changed === undefined && (
          <IconButton label={words.toDefault(setting.title)} onClick={() => onChange(null)}>
            <RotateCcw aria-hidden className="size-3.5" />
          </IconButton>
        )}
      </div>
    </li>
  );
}

function Source({ setting }: { setting: Setting }) {
  const words = text.settings.server;
  if (setting.locked) {
    return (
      <Chip>
        <Lock aria-hidden />
        {setting.source === "environment" ? words.fromEnvironment(setting.origin ?? setting.env) : (setting.origin ?? words.fromFile)}
      </Chip>
    );
  }
  return setting.source === "saved" ? <Chip tone="plain">{words.saved}</Chip> : null;
}

interface ControlProps {
  id: string;
  noteId: string;
  setting: Setting;
  value: SettingValue;
  error: string | undefined;
  onChange: (value: SettingValue) => void;
}

function Control({ id, noteId, setting, value, error, onChange }: ControlProps) {
  const common = { id, "aria-describedby": noteId, disabled: setting.locked };
  if (setting.type === "boolean") {
    return <Switch {...common} checked={value === true || (value === null && setting.default === true)} onCheckedChange={onChange} />;
  }
  if (setting.type === "enum") {
    return (
      <Select {...common} className="h-9 text-small" value={String(value ?? setting.default ?? "")} onChange={(event) => onChange(event.target.value)}>
        {setting.options?.map((option) => <option key={option}>{option}</option>)}
      </Select>
    );
  }
  const secret = setting.type === "secret";
  return (
    <Input
      {...common}
      className="h-9 text-small"
      type={secret ? "password" : "text"}
      inputMode={setting.type === "integer" ? "numeric" : "text"}
      autoComplete={secret ? "new-password" : "off"}
      spellCheck={false}
      aria-invalid={error ? true : undefined}
      value={value === null ? "" : String(value)}
      placeholder={secret ? (setting.is_set ? text.settings.server.secretSet : text.settings.server.secretUnset) : String(setting.default ?? "")}
      onChange={(event) => onChange(secret && event.target.value === "" ? null : parseTyped(setting, event.target.value))}
    />
  );
}
