import { Link, Outlet } from "@tanstack/react-router";
import { Compass } from "lucide-react";
import { NoticesProvider } from "@/components/notices";
import { Spark } from "@/components/logo";
import { Blank } from "@/components/states";
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

export function NotFound() {
  return (
    <Blank
      icon={Compass}
      title={text.failure.noPage}
      className="min-h-dvh"
      action={
        <Button asChild>
          <Link to="/">{text.failure.home}</Link>
        </Button>
      }
    >
      {text.failure.noPageHint}
    </Blank>
  );
}
