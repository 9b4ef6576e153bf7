import { cn } from "./ui/cn";

/** The spark. Decorative: the name always stands next to it. */
export function Spark({ className }: { className?: string }) {
  return (
    <svg aria-hidden viewBox="0 0 32 32" className={cn("size-4 shrink-0 text-accent", className)} fill="currentColor">
      <path d="M16 1.5c.9 0 1.5.7 1.7 1.6 1.2 6.7 4.5 10 11.2 11.2.9.2 1.6.8 1.6 1.7s-.7 1.5-1.6 1.7c-6.7 1.2-10 4.5-11.2 11.2-.2.9-.8 1.6-1.7 1.6s-1.5-.7-1.7-1.6c-1.2-6.7-4.5-10-11.2-11.2-.9-.2-1.6-.8-1.6-1.7s.7-1.5 1.6-1.7c6.7-1.2 10-4.5 11.2-11.2.2-.9.8-1.6 1.7-1.6z" />
    </svg>
  );
}
