import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { noticesQuery } from "@/api/notices";
import { useOffered } from "@/api/offered";
import { renew } from "./thisDevice";

/** Keeps a subscribed browser known to the server, and opens the room of a notice that was clicked. */
export function NoticesKeeper(): null {
  const router = useRouter();
  const cache = useQueryClient();
  const offered = useOffered().has("notices");
  useEffect(() => {
    if (!offered) return;
    renew().then(
      (device) => device && cache.invalidateQueries({ queryKey: noticesQuery.queryKey }),
      // The next page tries again; nobody waits for it.
      () => undefined,
    );
  }, [offered, cache]);
  useEffect(() => {
    if (!("serviceWorker" in navigator)) return;
    const onMessage = ({ data }: MessageEvent<{ type?: string; path?: string }>) => {
      if (data?.type === "open" && data.path?.startsWith("/rooms/")) void router.navigate({ to: data.path });
    };
    navigator.serviceWorker.addEventListener("message", onMessage);
    return () => navigator.serviceWorker.removeEventListener("message", onMessage);
  }, [router]);
  return null;
}
