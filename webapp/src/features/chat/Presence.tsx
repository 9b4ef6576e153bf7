import type { OnlineUser } from "@/api/types";
import { Tooltip } from "@/components/ui/tooltip";
import { text } from "@/text/text";

const SHOWN = 3;

/** Who else has the room open. */
export function Presence({ online, myId }: { online: readonly OnlineUser[]; myId: string | undefined }) {
  const others = online.filter((user) => user.type === "HUMAN" && user.user_id !== myId);
  if (others.length === 0) return null;
  const names = others.map((user) => user.display_name || user.username);
  const label = text.composer.here(names.join(", "));
  return (
    <Tooltip text={label}>
      <button type="button" aria-label={label} className="flex h-8 items-center rounded-input px-1.5 hover:bg-hover max-sm:h-11 pointer-coarse:h-11">
        {names.slice(0, SHOWN).map((name) => (
          <span
            key={name}
            aria-hidden
            data-letter={name.charAt(0)}
            className="-ml-1 grid size-6 place-items-center rounded-full border-2 border-panel bg-ok-soft text-[11px] font-semibold text-ok uppercase first:ml-0 before:content-[attr(data-letter)]"
          />
        ))}
        {names.length > SHOWN && <span className="pl-1 text-tiny text-muted">+{names.length - SHOWN}</span>}
      </button>
    </Tooltip>
  );
}
