import type { ReactNode } from "react";

/** A titled part of a settings page. */
export function Section({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  return (
    <section className="grid gap-4">
      <div className="grid gap-0.5">
        <h2 className="text-body font-semibold">{title}</h2>
        {lead && <p className="max-w-2xl text-small text-muted">{lead}</p>}
      </div>
      {children}
    </section>
  );
}
