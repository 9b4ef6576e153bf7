import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { inboxQuery } from "@/api/approvals";
import { useNotices } from "@/components/notices";
import { text } from "@/text/text";

/** How many wait; a new one is read aloud wherever the person is. */
export function ApprovalsBadge() {
  const items = useQuery(inboxQuery).data?.items;
  const { announce } = useNotices();
  const known = useRef<ReadonlySet<string>>(undefined);
  useEffect(() => {
    if (!items) return;
    const before = known.current;
    known.current = new Set(items.map((item) => item.confirm_id));
    const fresh = before && items.find((item) => !before.has(item.confirm_id));
    if (fresh) announce(text.approvals.wants(fresh.title));
  }, [items, announce]);
  if (!items || items.length === 0) return null;
  return (
    <span className="tabular grid h-5 min-w-5 place-items-center rounded-chip bg-accent px-1.5 text-tiny font-semibold text-on-accent">
      <span aria-hidden>{items.length}</span>
      <span className="sr-only">{text.approvals.waiting(items.length)}</span>
    </span>
  );
}
