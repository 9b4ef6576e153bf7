import { ArrowUp, CornerDownRight, ListPlus, Square } from "lucide-react";
import { useEffect, useEffectEvent, useLayoutEffect, useRef, type FormEvent, type KeyboardEvent, type ReactNode } from "react";
import type { SendKey } from "@/api/preferences";
import { useShortcut } from "@/keys/shortcut";
import { useSendKey } from "@/preferences/sendKey";
import { text } from "@/text/text";
import { columnClass } from "../column";
import { AttachButton } from "../files/AttachButton";
import { CommandMenu } from "./CommandMenu";
import { isCommand } from "./commandMatch";
import { useDraft } from "./drafts";
import { meaningOf } from "./keyMeaning";
import { RoundButton } from "./RoundButton";
import { useCommands } from "./useCommands";

/** What can be done with new words while an answer is being written. */
export interface WhileRunning {
  queue: ((content: string) => void) | undefined;
  steer: ((content: string) => void) | undefined;
}

interface ComposerProps {
  roomId: string;
  /** Sending is not possible yet; what is sent meanwhile goes out as soon as it is. */
  busy: boolean;
  /** An answer is being written; it can be stopped. */
  running: boolean;
  whileRunning?: WhileRunning;
  /** Takes files; undefined where none can be uploaded. */
  onFiles?: ((files: File[]) => void) | undefined;
  /** Files are attached: a message needs no words then. */
  attached?: boolean;
  /** Stands above the field, e.g. the message that is replied to. */
  above?: ReactNode;
  onSend: (content: string) => void;
  onCommand?: (line: string) => void;
  onStop: () => void;
  /** Called at every change, with whether there is something. */
  onWriting?: (something: boolean) => void;
  /** The arrow up in an empty field. */
  onEditLast?: () => void;
}

const LONGEST = 100_000;
const TALLEST_PX = 10 * 24 + 20;
const coarse = matchMedia("(pointer: coarse)");

export function Composer(props: ComposerProps) {
  const { roomId, busy, running, whileRunning, onFiles, attached, above, onSend, onCommand, onStop, onWriting, onEditLast } = props;
  const [value, keep] = useDraft(roomId);
  const field = useRef<HTMLTextAreaElement>(null);
  const sendKey = useSendKey();
  const keys = sendKey === "enter" ? { send: "Enter", steer: "Mod+Enter" } : { send: "Mod+Enter", steer: "Mod+Shift+Enter" };
  const content = value.trim();
  const tooLong = value.length > LONGEST;
  const complete = (content !== "" || attached === true) && !tooLong;
  const usable = complete && !busy;
  const wanted = useRef(false);
  const { queue, steer } = whileRunning ?? {};

  const setValue = (next: string) => {
    wanted.current = false;
    keep(next);
    onWriting?.(next !== "");
  };
  const done = () => {
    setValue("");
    field.current?.focus();
  };
  const run = (line: string) => {
    onCommand?.(line);
    done();
  };
  const menu = useCommands(roomId, value, setValue, run);
  const command = menu.offered && onCommand !== undefined && isCommand(value);

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

  const act = (what: ((content: string) => void) | undefined) => {
    if (!usable || !what) return;
    what(content);
    done();
  };
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (complete && busy) wanted.current = true;
    else if (usable && command) run(content);
    else act(running && !attached ? queue : onSend);
  };
  const nowPossible = useEffectEvent(() => submit());
  useEffect(() => {
    if (wanted.current && !busy) nowPossible();
  }, [busy]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (menu.onKey(event)) return;
    if (event.key === "ArrowUp" && value === "" && onEditLast) {
      event.preventDefault();
      onEditLast();
      return;
    }
    const meaning = meaningOf(event.nativeEvent, sendKey, coarse.matches);
    if (!meaning) return;
    event.preventDefault();
    if (meaning === "steer" && running && steer && !command && !attached) act(steer);
    else submit();
  };

  return (
    <form onSubmit={submit} className={`${columnClass} relative shrink-0 pt-2 pb-[max(0.75rem,env(safe-area-inset-bottom))]`}>
      {menu.open && <CommandMenu id={menu.menuId} commands={menu.commands} active={menu.active} onPick={menu.pick} />}
      {above}
      <div className="flex items-end gap-2 rounded-[14px] border border-control bg-raised py-1 pr-1.5 pl-4 transition-colors duration-150 has-[textarea:focus-visible]:border-focus">
        {onFiles && <AttachButton onFiles={onFiles} />}
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
          onPaste={(event) => {
            const files = [...event.clipboardData.files];
            if (!onFiles || files.length === 0) return;
            event.preventDefault();
            onFiles(files);
          }}
          placeholder={text.chat.placeholder}
          aria-describedby="composer-note"
          aria-invalid={tooLong || undefined}
          {...menu.aria}
          enterKeyHint={coarse.matches ? "enter" : "send"}
          className="thin-scroll min-h-11 flex-1 resize-none bg-transparent py-2.5 text-body outline-none placeholder:overflow-hidden placeholder:text-ellipsis placeholder:whitespace-nowrap"
        />
        {running && usable && !command && !attached && steer && (
          <RoundButton label={text.composer.steer} shortcut={keys.steer} onClick={() => act(steer)} className="border border-control text-text hover:bg-hover">
            <CornerDownRight aria-hidden className="size-4" />
          </RoundButton>
        )}
        {running && usable && !command && (attached || queue) && (
          <RoundButton label={text.composer.queue} shortcut={keys.send} submit className="bg-accent text-on-accent hover:bg-accent/90">
            <ListPlus aria-hidden className="size-[18px]" />
          </RoundButton>
        )}
        {running ? (
          <RoundButton label={text.chat.stop} shortcut="Esc" onClick={onStop} className="bg-text text-panel hover:bg-text/85">
            <Square aria-hidden className="size-3 fill-current" />
          </RoundButton>
        ) : (
          <RoundButton label={text.chat.send} shortcut={keys.send} submit disabled={!complete} className="bg-accent text-on-accent hover:bg-accent/90">
            <ArrowUp aria-hidden className="size-[18px]" strokeWidth={2.25} />
          </RoundButton>
        )}
      </div>
      <p id="composer-note" className="min-h-5 px-4 pt-1 text-center text-tiny text-muted max-sm:sr-only">
        {tooLong ? <span className="text-danger">{text.chat.tooLong(value.length, LONGEST)}</span> : running && attached ? text.files.later : note(running && value !== "", queue !== undefined, sendKey)}
      </p>
    </form>
  );
}

function note(writesMeanwhile: boolean, queues: boolean, sendKey: SendKey): string {
  const enter = sendKey === "enter";
  if (!writesMeanwhile) return enter ? text.chat.note : text.chat.noteMod;
  if (!queues) return text.chat.waitOrStop;
  return enter ? text.composer.queueOrSteer : text.composer.queueOrSteerMod;
}
