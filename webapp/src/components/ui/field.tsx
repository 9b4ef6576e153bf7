import { useId, type ComponentProps, type ReactNode } from "react";
import { cn } from "./cn";

const box =
  "w-full rounded-input border border-control bg-panel px-3 text-body text-text transition-colors duration-150 focus-visible:outline-offset-0 disabled:cursor-not-allowed disabled:border-line disabled:bg-bg disabled:text-muted aria-invalid:border-danger";

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input className={cn(box, "h-10 pointer-coarse:h-11", className)} {...rest} />;
}

export function Select({ className, ...rest }: ComponentProps<"select">) {
  return <select className={cn(box, "h-10 pr-8 pointer-coarse:h-11", className)} {...rest} />;
}

interface FieldProps {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  children: (given: { id: string; "aria-describedby"?: string; "aria-invalid"?: true }) => ReactNode;
}

/** A labelled control with its hint and its error, tied together for screen readers. */
export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId();
  const noteId = `${id}-note`;
  const described = hint || error ? { "aria-describedby": noteId } : {};
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="text-small font-medium">
        {label}
      </label>
      {children({ id, ...described, ...(error ? { "aria-invalid": true as const } : {}) })}
      {(error || hint) && (
        <p id={noteId} className={cn("text-small", error ? "text-danger" : "text-muted")}>
          {error ?? hint}
        </p>
      )}
    </div>
  );
}
