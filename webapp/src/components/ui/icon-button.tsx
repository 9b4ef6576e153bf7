import type { ReactNode } from "react";
import { Button, type ButtonProps } from "./button";
import { Tooltip } from "./tooltip";

interface IconButtonProps extends Omit<ButtonProps, "children" | "size" | "asChild"> {
  /** Says what the button does; read aloud and shown as its tooltip. */
  label: string;
  shortcut?: string;
  side?: "top" | "bottom" | "right";
  children: ReactNode;
}

export function IconButton({ label, shortcut, side, variant = "quiet", children, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} shortcut={shortcut} side={side}>
      <Button variant={variant} size="icon" aria-label={label} {...rest}>
        {children}
      </Button>
    </Tooltip>
  );
}
