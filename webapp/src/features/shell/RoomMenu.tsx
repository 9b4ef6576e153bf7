import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Ellipsis, FolderPlus, Pin, PinOff } from "lucide-react";
import { useState, type FormEvent } from "react";
import { changeMine, type MineChange } from "@/api/mine";
import type { Room } from "@/api/types";
import { useNotices } from "@/components/notices";
import { wordsFor } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, Input } from "@/components/ui/field";
import { Menu, MenuChoice, MenuChoices, MenuItem, MenuLabel, MenuSeparator } from "@/components/ui/menu";
import { text } from "@/text/text";

/** No name of a folder is this, since the server strips blanks. */
const NONE = " ";
const LONGEST_FOLDER = 100;

/** How the person keeps a room: pin and folder. */
export function RoomMenu({ room, folders }: { room: Room; folders: readonly string[] }) {
  const words = text.shell;
  const cache = useQueryClient();
  const { tell } = useNotices();
  const [naming, setNaming] = useState(false);
  const pinned = room.mine?.pinned === true;
  const PinIcon = pinned ? PinOff : Pin;
  const keep = (change: MineChange) => void changeMine(cache, room.id, change).catch((problem: unknown) => tell(wordsFor(problem), "danger"));
  return (
    <>
      <Menu
        align="start"
        className="max-w-64"
        trigger={
          <button
            type="button"
            data-row-menu
            tabIndex={-1}
            aria-label={words.roomMenu(room.name)}
            className="absolute top-0.5 right-0.5 grid size-7 place-items-center rounded-[6px] bg-hover text-muted opacity-0 group-hover:opacity-100 hover:text-text focus-visible:opacity-100 data-[state=open]:opacity-100 max-md:top-0 max-md:right-0 max-md:size-11 max-md:bg-transparent max-md:opacity-100 pointer-coarse:top-0 pointer-coarse:right-0 pointer-coarse:size-11 pointer-coarse:bg-transparent pointer-coarse:opacity-100"
          >
            <Ellipsis aria-hidden className="size-3.5" />
          </button>
        }
      >
        <MenuItem onSelect={() => keep({ pinned: !pinned })}>
          <PinIcon aria-hidden className="text-muted" />
          {pinned ? words.unpin : words.pin}
        </MenuItem>
        <MenuSeparator />
        <MenuLabel>{words.folder}</MenuLabel>
        <MenuChoices value={room.mine?.folder ?? NONE} onValueChange={(folder) => keep({ folder: folder === NONE ? null : folder })}>
          <MenuChoice value={NONE}>{words.noFolder}</MenuChoice>
          {folders.map((folder) => (
            <MenuChoice key={folder} value={folder}>
              <span className="truncate">{folder}</span>
            </MenuChoice>
          ))}
        </MenuChoices>
        <MenuItem onSelect={() => setNaming(true)}>
          <FolderPlus aria-hidden className="text-muted" />
          {words.newFolder}
        </MenuItem>
      </Menu>
      {naming && <NewFolder room={room} onClose={() => setNaming(false)} />}
    </>
  );
}

function NewFolder({ room, onClose }: { room: Room; onClose: () => void }) {
  const words = text.shell;
  const cache = useQueryClient();
  const [name, setName] = useState("");
  const put = useMutation({ mutationFn: () => changeMine(cache, room.id, { folder: name.trim() }), onSuccess: onClose });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== "") put.mutate();
  };
  return (
    <Dialog open onOpenChange={onClose} title={words.newFolder}>
      <form onSubmit={submit} className="grid gap-4 pt-1">
        <Field label={words.folderName} hint={words.folderHint} error={put.error ? wordsFor(put.error) : undefined}>
          {(given) => <Input {...given} value={name} maxLength={LONGEST_FOLDER} onChange={(event) => setName(event.target.value)} />}
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{text.common.cancel}</Button>
          <Button type="submit" variant="primary" busy={put.isPending} disabled={name.trim() === ""}>
            {words.putThere}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
