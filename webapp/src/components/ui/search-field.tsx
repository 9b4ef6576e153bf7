import { Search } from "lucide-react";
import { cn } from "./cn";
import { Input } from "./field";

interface SearchFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** Its width where it does not fill the row. */
  className: string;
}

/** Narrows down what a page lists. */
export function SearchField({ label, value, onChange, className }: SearchFieldProps) {
  return (
    <div className={cn("relative max-sm:w-full", className)}>
      <Search aria-hidden className="absolute inset-y-0 left-3 my-auto size-4 text-muted" />
      <Input type="search" aria-label={label} placeholder={label} className="h-9 pl-9 text-small" value={value} onChange={(event) => onChange(event.target.value)} />
    </div>
  );
}
