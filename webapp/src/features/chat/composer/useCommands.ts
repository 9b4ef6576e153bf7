import { useQuery } from "@tanstack/react-query";
import { useId, useState, type KeyboardEvent } from "react";
import { commandsQuery, type Command } from "@/api/commands";
import { useOffered } from "@/api/offered";
import { optionId } from "./CommandMenu";
import { matching, takesWords } from "./commandMatch";

/** The menu of commands under the field: what is in it, which line is active, and what the keys do. */
export function useCommands(roomId: string, value: string, fill: (value: string) => void, run: (line: string) => void) {
  const menuId = useId();
  const offered = useOffered().has("commands") && roomId !== "new";
  const known = useQuery({ ...commandsQuery(roomId), enabled: offered && value.startsWith("/") }).data ?? [];
  const [chosen, setChosen] = useState({ value: "", index: 0 });
  const [closedAt, setClosedAt] = useState("");
  const commands = offered && closedAt !== value ? matching(known, value) : [];
  const open = commands.length > 0;
  const active = chosen.value === value ? Math.min(chosen.index, commands.length - 1) : 0;

  const pick = (command: Command, enter = true) => {
    if (enter && !takesWords(command)) run(`/${command.name}`);
    else fill(`/${command.name} `);
  };

  /** True when the key was for the menu. */
  const onKey = (event: KeyboardEvent): boolean => {
    if (!open || event.nativeEvent.isComposing) return false;
    const move = (step: number) => setChosen({ value, index: (active + step + commands.length) % commands.length });
    const command = commands[active];
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Escape") setClosedAt(value);
    else if (event.key === "Tab" && command && !event.shiftKey) pick(command, false);
    else if (event.key === "Enter" && command && !event.shiftKey) pick(command);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };

  const aria = open
    ? ({ "aria-autocomplete": "list", "aria-controls": menuId, "aria-activedescendant": optionId(menuId, active) } as const)
    : offered
      ? ({ "aria-autocomplete": "list" } as const)
      : {};
  return { open, commands, active, menuId, pick, onKey, aria, offered };
}
