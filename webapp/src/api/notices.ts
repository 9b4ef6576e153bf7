import { queryOptions } from "@tanstack/react-query";
import { request } from "./http";

export interface NoticeDevice {
  id: string;
  device: string;
  created_at: string;
  told_at: string | null;
}

export interface Notices {
  /** What a subscription of this server's needs. */
  public_key: string;
  devices: NoticeDevice[];
}

export const noticesQuery = queryOptions({
  queryKey: ["notices"],
  queryFn: ({ signal }) => request<Notices>("/users/me/notices", { signal }),
});

export const addDevice = ({ endpoint, keys }: PushSubscriptionJSON) =>
  request<NoticeDevice>("/users/me/notices/devices", { method: "POST", body: { endpoint, keys } });

export const removeDevice = (id: string) => request<unknown>(`/users/me/notices/devices/${id}`, { method: "DELETE" });
