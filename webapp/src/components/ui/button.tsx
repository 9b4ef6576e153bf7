import { cva, type VariantProps } from "class-variance-authority";
import { LoaderCircle } from "lucide-react";
import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./cn";

const look = cva(
  "inline-flex shrink-0 items-center justify-center gap-1.5 rounded-input font-medium whitespace-nowrap transition-colors duration-150 select-none disabled:pointer-events-none disabled:opacity-50 aria-disabled:pointer-events-none aria-disabled:opacity-50",
  {
    variants: {
      variant: {
        primary: "bg-accent text-on-accent hover:bg-accent/90",
        outline: "border border-control/60 bg-panel text-text hover:bg-hover",
        quiet: "text-muted hover:bg-hover hover:text-text",
        danger: "border border-danger/50 bg-panel text-danger hover:bg-danger-soft",
        link: "text-accent-strong underline-offset-4 hover:underline",
      },
      size: {
        md: "h-9 px-3.5 text-small pointer-coarse:h-11",
        sm: "h-8 px-2.5 text-small pointer-coarse:h-11 pointer-coarse:px-3.5",
        icon: "size-8 max-sm:size-11 pointer-coarse:size-11",
        bare: "text-small pointer-coarse:min-h-11",
      },
    },
    defaultVariants: { variant: "outline", size: "md" },
  },
);

export interface ButtonProps extends ComponentProps<"button">, VariantProps<typeof look> {
  asChild?: boolean;
  busy?: boolean;
}

export function Button({ className, variant, size, asChild, busy, disabled, children, type, ...rest }: ButtonProps) {
  if (asChild) {
    return (
      <Slot.Root className={cn(look({ variant, size }), className)} {...rest}>
        {children}
      </Slot.Root>
    );
  }
  return (
    <button
      type={type ?? "button"}
      className={cn(look({ variant, size }), className)}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      {...rest}
    >
      {busy && <LoaderCircle aria-hidden className="size-4 animate-spin" />}
      {children}
    </button>
  );
}
