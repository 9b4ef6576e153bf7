import { addDevice, type NoticeDevice } from "@/api/notices";

/** Whether this browser can be told anything: not every one can, and none over plain http from elsewhere. */
export const canBeTold = (): boolean => "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;

async function subscription(): Promise<PushSubscription | null> {
  if (!canBeTold()) return null;
  const worker = await navigator.serviceWorker.getRegistration();
  return (await worker?.pushManager.getSubscription()) ?? null;
}

/** Tells the server again that this browser is told things, as the person and the session it now has. Answers undefined when it is not. */
export async function renew(): Promise<NoticeDevice | undefined> {
  const known = await subscription();
  return known ? addDevice(known.toJSON()) : undefined;
}

/** Asks the person and the browser. Answers undefined when the person says no. */
export async function subscribe(publicKey: string): Promise<NoticeDevice | undefined> {
  if ((await Notification.requestPermission()) !== "granted") return undefined;
  const { pushManager } = await navigator.serviceWorker.ready;
  const wanted = { userVisibleOnly: true, applicationServerKey: bytes(publicKey) };
  const made = await pushManager.subscribe(wanted).catch(async () => {
    // One for another key, from a server that was here before, stands in the way.
    await (await pushManager.getSubscription())?.unsubscribe();
    return pushManager.subscribe(wanted);
  });
  return addDevice(made.toJSON());
}

export async function unsubscribe(): Promise<void> {
  await (await subscription())?.unsubscribe();
}

export function bytes(base64url: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64url.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
}
