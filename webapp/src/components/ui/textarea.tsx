import type { ComponentProps } from "react";
import { cn } from "./cn";

export function Textarea({ className, ...rest }: ComponentProps<"textarea">) {
  return (
    <textarea
      className={cn(
        "min-h-24 w-full resize-y rounded-input border border-control bg-panel px-3 py-2 text-body text-text transition-colors duration-150 focus-visible:outline-offset-0 disabled:cursor-not-allowed disabled:border-line disabled:bg-bg disabled:text-muted aria-invalid:border-danger",
        className,
      )}
      {...rest}
    />
  );
}
