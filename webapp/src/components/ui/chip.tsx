import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "./cn";

const look = cva(
  "inline-flex items-center gap-1 rounded-chip border px-2 text-tiny leading-5 font-medium whitespace-nowrap [&_svg]:size-3",
  {
    variants: {
      tone: {
        plain: "border-line bg-bg text-muted",
        accent: "border-accent/40 bg-accent-soft text-accent-strong",
        ok: "border-ok/30 bg-ok-soft text-ok",
        wait: "border-wait/30 bg-wait-soft text-wait",
        danger: "border-danger/30 bg-danger-soft text-danger",
      },
    },
    defaultVariants: { tone: "plain" },
  },
);

export type Tone = NonNullable<VariantProps<typeof look>["tone"]>;

export function Chip({ tone, className, ...rest }: ComponentProps<"span"> & { tone?: Tone }) {
  return <span className={cn(look({ tone }), className)} {...rest} />;
}
