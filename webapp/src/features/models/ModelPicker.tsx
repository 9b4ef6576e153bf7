import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { ChevronDown, SlidersHorizontal } from "lucide-react";
import { chooseModel, modelsConfigQuery, modelsQuery } from "@/api/models";
import { meQuery } from "@/api/session";
import { useNotices } from "@/components/notices";
import { wordsFor } from "@/components/states";
import { Menu, MenuChoice, MenuChoices, MenuItem, MenuLabel, MenuSeparator } from "@/components/ui/menu";
import { text } from "@/text/text";
import { DEMO_MODEL, modelName } from "./connection";

/** Who answers this person; a choice of their own that leaves the default of the house alone. */
export function ModelPicker() {
  const words = text.models;
  const list = useQuery(modelsQuery).data;
  const config = useQuery(modelsConfigQuery).data;
  const admin = useQuery(meQuery).data?.role === "ADMIN";
  const cache = useQueryClient();
  const navigate = useNavigate();
  const { tell } = useNotices();
  const choose = useMutation({
    mutationFn: chooseModel,
    onSuccess: () => cache.invalidateQueries({ queryKey: modelsQuery.queryKey }),
    onError: (problem) => tell(wordsFor(problem), "danger"),
  });
  if (!list || list.active === "" || config?.default_selection.model === "") return null;
  const usable = list.models.filter((model) => model.configured || model.id === list.active);
  const providers = [...new Set(usable.map((model) => model.provider))];
  const active = choose.isPending ? choose.variables : list.active;
  return (
    <Menu
      align="end"
      className="max-w-80"
      trigger={
        <button
          type="button"
          aria-label={words.pickerLabel(nameOf(active))}
          className="flex h-8 min-w-0 items-center gap-1 rounded-input px-2 text-small text-muted transition-colors duration-150 hover:bg-hover hover:text-text max-sm:h-11 pointer-coarse:h-11"
        >
          <span className="max-w-48 truncate max-sm:max-w-28">{nameOf(active)}</span>
          <ChevronDown aria-hidden className="size-3.5 shrink-0" />
        </button>
      }
    >
      <MenuChoices value={active} onValueChange={(model) => choose.mutate(model)}>
        {providers.map((provider) => (
          <div key={provider}>
            <MenuLabel>{config?.providers.find((one) => one.id === provider)?.label ?? provider}</MenuLabel>
            {usable
              .filter((model) => model.provider === provider)
              .map((model) => (
                <MenuChoice key={model.id} value={model.id}>
                  <span className="truncate">{nameOf(model.id)}</span>
                </MenuChoice>
              ))}
          </div>
        ))}
      </MenuChoices>
      {admin && (
        <>
          <MenuSeparator />
          <MenuItem onSelect={() => void navigate({ to: "/settings/$section", params: { section: "models" } })}>
            <SlidersHorizontal aria-hidden className="text-muted" />
            {words.manage}
          </MenuItem>
        </>
      )}
    </Menu>
  );
}

function nameOf(id: string): string {
  return id === DEMO_MODEL ? text.models.demoName : modelName(id);
}
