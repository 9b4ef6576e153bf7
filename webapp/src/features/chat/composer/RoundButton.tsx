import type { ReactNode } from "react";
import { Tooltip } from "@/components/ui/tooltip";

interface RoundButtonProps {
  label: string;
  shortcut?: string;
  className: string;
  submit?: boolean;
  disabled?: boolean;
  onClick?: () => void;
  children: ReactNode;
}

export function RoundButton({ label, shortcut, className, submit, disabled, onClick, children }: RoundButtonProps) {
  return (
    <Tooltip text={label} shortcut={shortcut} side="top">
      <button
        type={submit ? "submit" : "button"}
        aria-label={label}
        aria-disabled={disabled || undefined}
        onClick={onClick}
        className={`mb-1 grid size-9 shrink-0 place-items-center rounded-full transition-colors duration-150 aria-disabled:bg-hover aria-disabled:text-muted max-sm:mb-0 max-sm:size-11 pointer-coarse:mb-0 pointer-coarse:size-11 ${className}`}
      >
        {children}
      </button>
    </Tooltip>
  );
}
