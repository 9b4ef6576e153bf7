import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { ChevronsUpDown, Keyboard, LogOut, Monitor, Moon, Settings, Sun } from "lucide-react";
import { meQuery, signOut } from "@/api/session";
import { useNotices } from "@/components/notices";
import { wordsFor } from "@/components/states";
import { Keys } from "@/components/ui/keys";
import { Menu, MenuChoice, MenuChoices, MenuItem, MenuLabel, MenuSeparator } from "@/components/ui/menu";
import { usePreferences } from "@/preferences/preferences";
import { text } from "@/text/text";
import { useTheme, type Theme } from "@/theme/theme";
import { rowClass } from "./row";

const THEMES = [
  { id: "system", icon: Monitor },
  { id: "light", icon: Sun },
  { id: "dark", icon: Moon },
] as const;

export function UserMenu({ onShortcuts, onNavigate }: { onShortcuts: () => void; onNavigate: () => void }) {
  const words = text.shell;
  const me = useQuery(meQuery).data;
  const theme = useTheme();
  const { change } = usePreferences();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const { tell } = useNotices();
  const name = me?.full_name || me?.username || "";

  const leave = useMutation({
    mutationFn: signOut,
    onSuccess: async () => {
      await navigate({ to: "/login" });
      cache.clear();
    },
    onError: (problem) => tell(wordsFor(problem), "danger"),
  });

  return (
    <Menu
      side="top"
      align="start"
      className="w-60"
      trigger={
        <button type="button" className={`${rowClass} w-full`}>
          <span
            aria-hidden
            data-letter={name.charAt(0)}
            className="grid size-5 shrink-0 place-items-center rounded-full bg-accent-soft text-[11px] font-semibold text-accent-strong uppercase before:content-[attr(data-letter)]"
          />
          <span className="min-w-0 flex-1 truncate text-left">
            {name}
            <span className="sr-only">{words.userMenu}</span>
          </span>
          <ChevronsUpDown aria-hidden />
        </button>
      }
    >
      <MenuLabel>{words.theme}</MenuLabel>
      <MenuChoices value={theme} onValueChange={(chosen) => change({ theme: chosen as Theme })}>
        {THEMES.map(({ id, icon: Icon }) => (
          <MenuChoice key={id} value={id} onSelect={(event) => event.preventDefault()}>
            <Icon aria-hidden className="text-muted" />
            {words.themes[id]}
          </MenuChoice>
        ))}
      </MenuChoices>
      <MenuSeparator />
      <MenuItem
        onSelect={() => {
          onNavigate();
          void navigate({ to: "/settings" });
        }}
      >
        <Settings aria-hidden className="text-muted" />
        {words.settings}
      </MenuItem>
      <MenuItem onSelect={onShortcuts}>
        <Keyboard aria-hidden className="text-muted" />
        <span className="flex-1">{words.shortcuts}</span>
        <Keys combination="Mod+/" />
      </MenuItem>
      <MenuSeparator />
      <MenuItem onSelect={() => leave.mutate()}>
        <LogOut aria-hidden className="text-muted" />
        {words.signOut}
      </MenuItem>
    </Menu>
  );
}
