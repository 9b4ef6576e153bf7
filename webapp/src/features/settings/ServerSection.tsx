import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError } from "@/api/http";
import { saveSettings, settingsQuery } from "@/api/settings";
import type { Setting, SettingValue } from "@/api/types";
import { useNotices } from "@/components/notices";
import { Section } from "@/components/section";
import { Failure, wordsFor } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { label } from "@/text/format";
import { text } from "@/text/text";
import { groupSettings, problemFor } from "./serverSettings";
import { SettingRow } from "./SettingRow";

/** Every setting that a bundle declares, as one form. Validated and applied together, live. */
export default function ServerSection() {
  const words = text.settings.server;
  const settings = useQuery(settingsQuery);
  const cache = useQueryClient();
  const { tell } = useNotices();
  const [changes, setChanges] = useState<Record<string, SettingValue>>({});
  const save = useMutation({
    mutationFn: () => saveSettings(changes),
    onSuccess: async () => {
      setChanges({});
      await cache.invalidateQueries({ queryKey: settingsQuery.queryKey });
      tell(text.settings.saved);
    },
  });
  const count = Object.keys(changes).length;

  const change = (setting: Setting, value: SettingValue | undefined) => {
    save.reset();
    setChanges(({ [setting.key]: _, ...others }) => (value === undefined ? others : { ...others, [setting.key]: value }));
  };

  return (
    <Section title={words.title} lead={words.lead}>
      {settings.isPending && <Skeleton className="h-96" />}
      {settings.isError && <Failure problem={settings.error} retry={() => void settings.refetch()} />}
      {settings.isSuccess &&
        groupSettings(settings.data).map(([group, items]) => (
          <section key={group} aria-label={items[0]?.group_title || label(group)} className="grid gap-2">
            <h3 className="text-small font-semibold">{items[0]?.group_title || label(group)}</h3>
            <ul className="rounded-card border border-line">
              {items.map((setting) => (
                <SettingRow
                  key={setting.key}
                  setting={setting}
                  changed={changes[setting.key]}
                  error={problemFor(save.error, setting.key)}
                  onChange={(value) => change(setting, value)}
                />
              ))}
            </ul>
          </section>
        ))}
      {count > 0 && (
        <div className="appear sticky bottom-4 flex flex-wrap items-center gap-3 rounded-card border border-line bg-raised px-4 py-3 text-small shadow-float">
          <p className="min-w-0 flex-1 basis-52">
            {save.error ? (
              <span role="alert" className="text-danger">
                {save.error instanceof ApiError && save.error.fields.length > 0 ? words.checkFields : wordsFor(save.error)}
              </span>
            ) : (
              words.changes(count)
            )}
          </p>
          <Button
            size="sm"
            onClick={() => {
              setChanges({});
              save.reset();
            }}
          >
            {words.discard}
          </Button>
          <Button size="sm" variant="primary" busy={save.isPending} onClick={() => save.mutate()}>
            {text.settings.save}
          </Button>
        </div>
      )}
    </Section>
  );
}
