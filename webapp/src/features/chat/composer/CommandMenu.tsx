import { useEffect, useRef } from "react";
import type { Command } from "@/api/commands";
import { cn } from "@/components/ui/cn";
import { text } from "@/text/text";

interface CommandMenuProps {
  id: string;
  commands: readonly Command[];
  active: number;
  onPick: (command: Command) => void;
}

export const optionId = (menu: string, index: number) => `${menu}-${index}`;

/** The commands that fit what is typed. The focus stays in the field; the field names the active line. */
export function CommandMenu({ id, commands, active, onPick }: CommandMenuProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: "nearest" });
  }, [active]);
  return (
    <div className="appear absolute inset-x-4 bottom-full z-20 mb-1 overflow-hidden rounded-card border border-line bg-raised shadow-float md:inset-x-6">
      <div ref={list} id={id} role="listbox" aria-label={text.composer.commands} className="thin-scroll max-h-72 overflow-y-auto p-1">
        {commands.map((command, index) => (
          <div
            key={command.name}
            id={optionId(id, index)}
            role="option"
            aria-selected={index === active}
            tabIndex={-1}
            onMouseDown={(event) => {
              // The field must keep the focus.
              event.preventDefault();
              onPick(command);
            }}
            className={cn("flex min-h-9 cursor-default flex-wrap items-baseline gap-x-3 rounded-[6px] px-2.5 py-1.5 text-small max-sm:min-h-11 pointer-coarse:min-h-11", index === active && "bg-hover")}
          >
            <span className="font-mono text-[0.8125rem]">{command.usage}</span>
            <span className="min-w-0 text-muted">{command.summary}</span>
          </div>
        ))}
      </div>
      <p className="border-t border-line px-3 py-1 text-tiny text-muted max-sm:hidden">{text.composer.commandHint}</p>
    </div>
  );
}
