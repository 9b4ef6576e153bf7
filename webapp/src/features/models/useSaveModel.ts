import { useMutation, useQueryClient } from "@tanstack/react-query";
import { modelsConfigQuery, modelsQuery, saveModels } from "@/api/models";
import { useNotices } from "@/components/notices";
import { text } from "@/text/text";
import { DEMO_MODEL, modelName } from "./connection";

/** Saves a connection and makes its model the default of the house. */
export function useSaveModel() {
  const cache = useQueryClient();
  const { tell } = useNotices();
  return useMutation({
    mutationFn: saveModels,
    onSuccess: async (config) => {
      cache.setQueryData(modelsConfigQuery.queryKey, config);
      const { model } = config.default_selection;
      tell(text.firstRun.saved(model === DEMO_MODEL ? text.models.demoName : modelName(model)));
      await cache.invalidateQueries({ queryKey: modelsQuery.queryKey });
    },
  });
}
