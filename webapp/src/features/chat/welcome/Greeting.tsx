import type { ReactNode } from "react";
import { Spark } from "@/components/logo";
import { hourOf } from "@/text/format";
import { text } from "@/text/text";

export function Greeting({ children }: { children: ReactNode }) {
  return (
    <div className="grid gap-1.5 text-center">
      <Spark className="mx-auto mb-2 size-8" />
      <h2 className="text-title font-semibold tracking-tight">{text.welcome.greeting(hourOf(new Date()))}</h2>
      <p className="text-small text-muted">{children}</p>
    </div>
  );
}
