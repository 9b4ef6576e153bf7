import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { accountsQuery, changeAccount, removeAccount, type AccountChange } from "@/api/people";
import type { User } from "@/api/types";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { useNotices } from "@/components/notices";
import { wordsFor } from "@/components/states";
import { Chip } from "@/components/ui/chip";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { shortTime } from "@/text/format";
import { text } from "@/text/text";
import { ResetPassword } from "./ResetPassword";

export function AccountTable({ accounts, myId }: { accounts: readonly User[]; myId: string | undefined }) {
  const words = text.people;
  return (
    <div className="overflow-x-auto rounded-card border border-line">
      <table className="w-full border-collapse text-small max-sm:block">
        <thead className="bg-bg text-left text-tiny whitespace-nowrap text-muted max-sm:sr-only">
          <tr>
            {[words.columns.person, words.columns.role, words.columns.state, words.columns.since].map((column) => (
              <th key={column} scope="col" className="px-4 py-2 font-medium">
                {column}
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody className="max-sm:block">
          {accounts.map((account) => (
            <Row key={account.id} account={account} mine={account.id === myId} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const cell = "px-4 py-3 align-middle max-sm:py-0.5";

function Row({ account, mine }: { account: User; mine: boolean }) {
  const words = text.people;
  return (
    <tr className="border-t border-line first:max-sm:border-0 max-sm:relative max-sm:block max-sm:py-2">
      <th scope="row" className={`${cell} text-left font-normal max-sm:block max-sm:pr-14`}>
        <span className="flex items-center gap-2 font-medium">
          {account.full_name || account.username}
          {mine && <Chip tone="plain">{words.you}</Chip>}
        </span>
        <span className="text-muted">
          {[account.full_name ? account.username : null, account.email].filter(Boolean).join(" · ")}
        </span>
      </th>
      <td className={`${cell} max-sm:inline-block`}>{words.roles[account.role]}</td>
      <td className={`${cell} max-sm:inline-block`}>
        <Chip tone={account.is_active ? "ok" : "wait"}>{account.is_active ? words.active : words.inactive}</Chip>
      </td>
      <td className={`${cell} text-muted tabular max-sm:block`}>{shortTime(account.created_at)}</td>
      <td className={`${cell} text-right max-sm:absolute max-sm:top-1 max-sm:right-0`}>
        {!mine && <Actions account={account} />}
      </td>
    </tr>
  );
}

function Actions({ account }: { account: User }) {
  const words = text.people;
  const name = account.full_name || account.username;
  const cache = useQueryClient();
  const { tell } = useNotices();
  const [dialog, setDialog] = useState<"reset" | "remove">();
  const reload = () => cache.invalidateQueries({ queryKey: accountsQuery.queryKey });
  const change = useMutation({
    mutationFn: (wanted: AccountChange) => changeAccount(account.id, wanted),
    onSuccess: (_, wanted) => {
      if (wanted.is_active === false) tell(words.deactivated(name));
      return reload();
    },
    onError: (problem) => tell(wordsFor(problem), "danger"),
  });
  const remove = useMutation({
    mutationFn: () => removeAccount(account.id),
    onSuccess: async () => {
      setDialog(undefined);
      await reload();
    },
  });
  const admin = account.role === "ADMIN";
  return (
    <>
      <Menu
        align="end"
        trigger={
          <IconButton label={words.actions(name)} busy={change.isPending}>
            <Ellipsis aria-hidden className="size-4" />
          </IconButton>
        }
      >
        <MenuItem onSelect={() => change.mutate({ role: admin ? "MEMBER" : "ADMIN" })}>{admin ? words.makeMember : words.makeAdmin}</MenuItem>
        <MenuItem onSelect={() => setDialog("reset")}>{words.resetPassword}</MenuItem>
        <MenuItem onSelect={() => change.mutate({ is_active: !account.is_active })}>
          {account.is_active ? words.deactivate : words.reactivate}
        </MenuItem>
        <MenuSeparator />
        <MenuItem danger onSelect={() => setDialog("remove")}>
          {words.remove}
        </MenuItem>
      </Menu>
      {dialog === "reset" && <ResetPassword account={account} onClose={() => setDialog(undefined)} />}
      {dialog === "remove" && (
        <ConfirmDialog
          title={words.removeTitle(name)}
          hint={words.removeHint}
          action={words.remove}
          busy={remove.isPending}
          problem={remove.error}
          onConfirm={() => remove.mutate()}
          onClose={() => setDialog(undefined)}
        />
      )}
    </>
  );
}
