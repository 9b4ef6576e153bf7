import { ArrowUp, Square } from "lucide-react";
import { useEffect, useLayoutEffect, useRef, useState, type FormEvent, type KeyboardEvent, type ReactNode } from "react";
import { Tooltip } from "@/components/ui/tooltip";
import { useShortcut } from "@/keys/shortcut";
import { text } from "@/text/text";
import { columnClass } from "./column";

interface ComposerProps {
  roomId: string;
  /** Sending is not possible yet. */
  busy: boolean;
  /** An answer is being written; it can be stopped. */
  running: boolean;
  /** Stands above the field, e.g. the message that is replied to. */
  above?: ReactNode;
  onSend: (content: string) => void;
  onStop: () => void;
  /** The arrow up in an empty field. */
  onEditLast?: () => void;
}

const LONGEST = 100_000;
const TALLEST_PX = 10 * 24 + 20;
const coarse = matchMedia("(pointer: coarse)");

export function Composer({ roomId, busy, running, above, onSend, onStop, onEditLast }: ComposerProps) {
  const [value, setValue] = useKept(roomId);
  const field = useRef<HTMLTextAreaElement>(null);
  const tooLong = value.length > LONGEST;
  const sendable = value.trim() !== "" && !tooLong && !busy && !running;

  useLayoutEffect(() => {
    const area = field.current;
    if (!area) return;
    area.style.height = "auto";
    area.style.height = `${Math.min(area.scrollHeight, TALLEST_PX)}px`;
    area.style.overflowY = area.scrollHeight > TALLEST_PX ? "auto" : "hidden";
  }, [value]);

  useEffect(() => {
    if (!coarse.matches) field.current?.focus();
  }, [roomId]);
  useShortcut("/", () => field.current?.focus());

  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (!sendable) return;
    onSend(value.trim());
    setValue("");
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowUp" && value === "" && onEditLast) {
      event.preventDefault();
      onEditLast();
      return;
    }
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing || coarse.matches) return;
    event.preventDefault();
    submit();
  };

  return (
    <form onSubmit={submit} className={`${columnClass} shrink-0 pt-2 pb-[max(0.75rem,env(safe-area-inset-bottom))]`}>
      {above}
      <div className="flex items-end gap-2 rounded-[14px] border border-control bg-raised py-1 pr-1.5 pl-4 transition-colors duration-150 has-[textarea:focus-visible]:border-focus">
        <label htmlFor="composer" className="sr-only">
          {text.chat.message}
        </label>
        <textarea
          id="composer"
          ref={field}
          rows={1}
          value={value}
          onChange={(event) => setValue(event.target.value)}
          onKeyDown={onKeyDown}
          placeholder={text.chat.placeholder}
          aria-describedby="composer-note"
          aria-invalid={tooLong || undefined}
          enterKeyHint={coarse.matches ? "enter" : "send"}
          className="thin-scroll min-h-11 flex-1 resize-none bg-transparent py-2.5 text-body outline-none"
        />
        {running ? (
          <RoundButton label={text.chat.stop} shortcut="Esc" onClick={onStop} className="bg-text text-panel hover:bg-text/85">
            <Square aria-hidden className="size-3 fill-current" />
          </RoundButton>
        ) : (
          <RoundButton label={text.chat.send} shortcut="Enter" submit disabled={!sendable} className="bg-accent text-on-accent hover:bg-accent/90">
            <ArrowUp aria-hidden className="size-[18px]" strokeWidth={2.25} />
          </RoundButton>
        )}
      </div>
      <p id="composer-note" className="min-h-5 px-4 pt-1 text-center text-tiny text-muted max-sm:sr-only">
        {tooLong ? <span className="text-danger">{text.chat.tooLong(value.length, LONGEST)}</span> : running && value !== "" ? text.chat.waitOrStop : text.chat.note}
      </p>
    </form>
  );
}

interface RoundButtonProps {
  label: string;
  shortcut: string;
  className: string;
  submit?: boolean;
  disabled?: boolean;
  onClick?: () => void;
  children: React.ReactNode;
}

function RoundButton({ label, shortcut, className, submit, disabled, onClick, children }: RoundButtonProps) {
  return (
    <Tooltip text={label} shortcut={shortcut} side="top">
      <button
        type={submit ? "submit" : "button"}
        aria-label={label}
        aria-disabled={disabled || undefined}
        onClick={onClick}
        className={`mb-1 grid size-9 shrink-0 place-items-center rounded-full transition-colors duration-150 aria-disabled:bg-hover aria-disabled:text-muted max-sm:size-11 max-sm:mb-0 ${className}`}
      >
        {children}
      </button>
    </Tooltip>
  );
}

/** What is typed stays over a reload of this tab. */
function useKept(roomId: string): [string, (value: string) => void] {
  const key = `sparkbot_draft:${roomId}`;
  const [value, setValue] = useState(() => sessionStorage.getItem(key) ?? "");
  const keep = (next: string) => {
    if (next === "") sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, next);
    setValue(next);
  };
  return [value, keep];
}
