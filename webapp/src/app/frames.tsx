import { Link, Outlet, useRouter, type ErrorComponentProps } from "@tanstack/react-router";
import { Compass } from "lucide-react";
import { NoticesProvider } from "@/components/notices";
import { Failure } from "@/components/states";
import { Spark } from "@/components/logo";
import { Button } from "@/components/ui/button";
import { TooltipProvider } from "@/components/ui/tooltip";
import { text } from "@/text/text";

export function Root() {
  return (
    <TooltipProvider delayDuration={400} skipDelayDuration={200}>
      <NoticesProvider>
        <Outlet />
      </NoticesProvider>
    </TooltipProvider>
  );
}

export function ShellPending() {
  return (
    <div role="status" aria-label={text.common.loading} className="grid h-dvh place-items-center">
      <Spark className="size-7 animate-pulse" />
    </div>
  );
}

/** The person could not be asked for, as a rule because the server does not answer. Trying again asks again. */
export function ShellFailure({ error }: ErrorComponentProps) {
  const router = useRouter();
  return <Failure problem={error} retry={() => void router.invalidate()} className="grid h-dvh place-items-center" />;
}

export function NotFound() {
  return (
    <main className="grid min-h-dvh content-center justify-items-center gap-2 px-6 text-center">
      <Compass aria-hidden className="mb-2 size-6 text-muted" strokeWidth={1.5} />
      <h1 className="text-body font-medium">{text.failure.noPage}</h1>
      <p className="text-small text-muted">{text.failure.noPageHint}</p>
      <Button asChild className="mt-3">
        <Link to="/">{text.failure.home}</Link>
      </Button>
    </main>
  );
}
