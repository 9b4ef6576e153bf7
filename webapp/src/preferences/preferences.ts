import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { changePreferences, preferencesQuery, type Preferences } from "@/api/preferences";
import { useNotices } from "@/components/notices";
import { wordsFor } from "@/components/states";
import { keepLanguage } from "@/text/language";
import { chooseTheme } from "@/theme/theme";
import { keepSendKey } from "./sendKey";
import { keepZone } from "./zone";

/** Makes the page follow what the server says. Words and times are read where modules begin, so others begin with another page. */
export function follow(preferences: Preferences, anotherPage = () => window.location.reload()): void {
  chooseTheme(preferences.theme);
  keepSendKey(preferences.send_key);
  const otherWords = keepLanguage(preferences.language);
  const otherTimes = keepZone(preferences.time_zone);
  if (otherWords || otherTimes) anotherPage();
}

/** Keeps this device as the person wants it, also when they say so on another one. */
export function PreferencesKeeper(): null {
  const { data } = useQuery({ ...preferencesQuery, refetchInterval: 60_000 });
  useEffect(() => {
    if (data) follow(data);
  }, [data]);
  return null;
}

/** The person's choices as the server has them, and how to change them. */
export function usePreferences() {
  const cache = useQueryClient();
  const { tell } = useNotices();
  const stored = useQuery(preferencesQuery);
  const save = useMutation({
    mutationFn: changePreferences,
    onMutate: async ({ theme }) => {
      // An answer under way would put the old choice back for a moment.
      await cache.cancelQueries({ queryKey: preferencesQuery.queryKey });
      if (theme) chooseTheme(theme);
    },
    onSuccess: (saved) => cache.setQueryData(preferencesQuery.queryKey, saved),
    onError: (problem) => {
      const known = cache.getQueryData(preferencesQuery.queryKey);
      if (known) chooseTheme(known.theme);
      tell(wordsFor(problem), "danger");
    },
  });
  return { preferences: stored.data, problem: stored.error, again: () => void stored.refetch(), change: save.mutate, saving: save.isPending };
}
