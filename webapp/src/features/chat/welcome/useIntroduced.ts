import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { changePreferences, preferencesQuery } from "@/api/preferences";

/** To be called when something is said: whoever has begun needs no introduction any more. */
export function useIntroduced(): () => void {
  const cache = useQueryClient();
  return useCallback(() => {
    const { queryKey } = preferencesQuery;
    if (cache.getQueryData(queryKey)?.introduced !== false) return;
    // Were it lost, the introduction would be offered once more.
    changePreferences({ introduced: true }).then((saved) => cache.setQueryData(queryKey, saved), () => undefined);
  }, [cache]);
}
