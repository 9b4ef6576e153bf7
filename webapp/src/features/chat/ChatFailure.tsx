import { TopBar } from "@/components/page";
import { Failure } from "@/components/states";

/** A room that cannot be shown; the bar stays, so that a phone can get away from here. */
export function ChatFailure({ problem, retry }: { problem: unknown; retry: () => void }) {
  return (
    <>
      <TopBar />
      <Failure problem={problem} retry={retry} className="m-auto" />
    </>
  );
}
