import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Bell, BellOff, MonitorSmartphone } from "lucide-react";
import { useId, useState } from "react";
import { noticesQuery, removeDevice } from "@/api/notices";
import { useOffered } from "@/api/offered";
import { useNotices } from "@/components/notices";
import { Section } from "@/components/section";
import { Failure, wordsFor } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Switch } from "@/components/ui/switch";
import { Skeleton } from "@/components/ui/skeleton";
import { usePreferences } from "@/preferences/preferences";
import { shortTime } from "@/text/format";
import { text } from "@/text/text";
import { canBeTold, renew, subscribe, unsubscribe } from "./thisDevice";

/** Which devices are told that something waits. */
export default function NoticesSection() {
  const words = text.notices;
  const cache = useQueryClient();
  const { tell } = useNotices();
  const offered = useOffered().has("notices");
  const notices = useQuery({ ...noticesQuery, enabled: offered });
  const here = useQuery({ queryKey: ["notices", "here"], queryFn: async () => (await renew())?.id ?? null, enabled: offered });
  const [refused, setRefused] = useState(false);
  const again = () => cache.invalidateQueries({ queryKey: noticesQuery.queryKey });
  const on = useMutation({
    mutationFn: subscribe,
    onSuccess: (device) => {
      setRefused(device === undefined);
      return again();
    },
  });
  const off = useMutation({
    mutationFn: async (id: string) => {
      await removeDevice(id);
      if (id === here.data) await unsubscribe();
    },
    onSuccess: again,
    onError: (problem) => tell(wordsFor(problem), "danger"),
  });

  if (notices.isError) return <Failure problem={notices.error} retry={() => void notices.refetch()} />;
  if (!offered || notices.isPending || here.isPending) return <Skeleton className="h-32" />;
  const { devices, public_key: key } = notices.data;
  const told = devices.find((device) => device.id === here.data);
  const possible = canBeTold();
  return (
    <div className="grid gap-8">
      <Section title={words.title} lead={words.lead}>
        {!possible && <p className="text-small text-muted">{words.impossible}</p>}
        {possible && !told && (
          <div className="grid justify-items-start gap-2">
            <Button variant="primary" busy={on.isPending} onClick={() => on.mutate(key)}>
              <Bell aria-hidden className="size-4" />
              {words.on}
            </Button>
            {(refused || on.isError) && (
              <p role="alert" className="text-small text-danger">
                {refused ? words.refused : words.failed}
              </p>
            )}
          </div>
        )}
        {told && (
          <div className="flex flex-wrap items-center gap-3">
            <span className="flex items-center gap-2 text-small">
              <Bell aria-hidden className="size-4 text-ok" />
              {words.isOn}
            </span>
            <Button busy={off.isPending} onClick={() => off.mutate(told.id)}>
              <BellOff aria-hidden className="size-4" />
              {words.off}
            </Button>
          </div>
        )}
        <WhetherToTell />
      </Section>
      {devices.length > 0 && (
        <Section title={words.devices}>
          <ul className="divide-y divide-line rounded-card border border-line">
            {devices.map((device) => (
              <li key={device.id} className="flex items-center gap-3 px-4 py-2.5">
                <MonitorSmartphone aria-hidden className="size-4 shrink-0 text-muted" />
                <div className="min-w-0 flex-1">
                  <p className="truncate text-small">{device.device}</p>
                  <p className="text-tiny text-muted">{device.told_at === null ? words.neverTold : words.told(shortTime(device.told_at))}</p>
                </div>
                {device.id === told?.id ? (
                  <span className="text-tiny text-muted">{text.settings.sessions.current}</span>
                ) : (
                  <Button size="sm" variant="quiet" aria-label={words.remove(device.device)} onClick={() => off.mutate(device.id)}>
                    {words.removeShort}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </div>
  );
}

/** One switch for all devices of the person. */
function WhetherToTell() {
  const words = text.notices;
  const id = useId();
  const { preferences, change, saving } = usePreferences();
  return (
    <div className="grid gap-0.5">
      <div className="flex items-center gap-3">
        <Switch id={id} aria-describedby={`${id}-hint`} disabled={!preferences || saving} checked={preferences?.notify ?? true} onCheckedChange={(notify) => change({ notify })} />
        <label htmlFor={id} className="text-small font-medium">
          {words.notify}
        </label>
      </div>
      <p id={`${id}-hint`} className="text-small text-muted">
        {words.notifyHint}
      </p>
    </div>
  );
}
