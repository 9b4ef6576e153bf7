import { CloudOff, Lock, SearchX, TriangleAlert, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { ApiError } from "@/api/http";
import { text } from "@/text/text";
import { Button } from "./ui/button";
import { cn } from "./ui/cn";

interface BlankProps {
  icon: LucideIcon;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
}

/** What stands where content would be. */
export function Blank({ icon: Icon, title, children, action, className }: BlankProps) {
  return (
    <div className={cn("grid place-items-center px-6 py-16 text-center [&>div]:max-w-md", className)}>
      <div className="grid max-w-md justify-items-center gap-2">
        <Icon aria-hidden className="mb-2 size-6 text-muted" strokeWidth={1.5} />
        <p className="text-body font-medium">{title}</p>
        {children && <div className="text-small text-muted">{children}</div>}
        {action && <div className="mt-3">{action}</div>}
      </div>
    </div>
  );
}

/** A failed read: what happened, in words, and what can be done. A refusal stays one, so trying again is not offered. */
export function Failure({ problem, retry, className }: { problem: unknown; retry?: () => void; className?: string }) {
  const { icon, title, detail } = explain(problem);
  const final = problem instanceof ApiError && (problem.status === 403 || problem.status === 404);
  return (
    <div role="alert" className={className}>
      <Blank icon={icon} title={title} action={retry && !final && <Button onClick={retry}>{text.common.retry}</Button>}>
        {detail}
      </Blank>
    </div>
  );
}

function explain(problem: unknown): { icon: LucideIcon; title: string; detail: string } {
  const words = text.failure;
  if (!(problem instanceof ApiError)) return { icon: TriangleAlert, title: words.unexpected, detail: words.unexpectedHint };
  if (problem.offline) return { icon: CloudOff, title: words.offline, detail: words.offlineHint };
  if (problem.status === 403) return { icon: Lock, title: words.forbidden, detail: problem.message };
  if (problem.status === 404) return { icon: SearchX, title: words.missing, detail: problem.message };
  return { icon: TriangleAlert, title: words.failed, detail: problem.message };
}

/** A sentence for a failed action, to be shown next to it. */
export function wordsFor(problem: unknown): string {
  if (!(problem instanceof ApiError)) return text.failure.unexpected;
  return problem.offline ? text.failure.offline : problem.message;
}
