import { Skeleton } from "@/components/ui/skeleton";
import { text } from "@/text/text";
import { columnClass } from "./column";

export function HistorySkeleton() {
  return (
    <div aria-busy aria-label={text.chat.loading} role="status" className="flex min-h-0 flex-1 flex-col justify-end overflow-hidden">
      <div className={`${columnClass} grid gap-8 py-8`}>
        {[
          [38, 0],
          [92, 74],
          [30, 0],
          [86, 58],
        ].map(([first, second]) => (
          <div key={first} className="grid gap-2.5">
            <Skeleton className="h-3 w-16" />
            <div style={{ width: `${first}%` }}>
              <Skeleton className="h-4" />
            </div>
            {second !== 0 && (
              <div style={{ width: `${second}%` }}>
                <Skeleton className="h-4" />
              </div>
            )}
          </div>
        ))}
      </div>
    </div>
  );
}
