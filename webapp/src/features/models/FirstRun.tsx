import { Spark } from "@/components/logo";
import { text } from "@/text/text";
import { ConnectModel } from "./ConnectModel";

/** Shown in an empty room until somebody has chosen who answers. */
export function FirstRun() {
  const words = text.firstRun;
  return (
    <section aria-labelledby="first-run" className="mx-auto grid w-full max-w-2xl gap-6 px-4 py-10 md:py-14">
      <div className="grid gap-1.5">
        <Spark className="mb-2 size-8" />
        <h2 id="first-run" className="text-title font-semibold tracking-tight">
          {words.title}
        </h2>
        <p className="max-w-xl text-small text-muted">{words.lead}</p>
      </div>
      <ConnectModel />
    </section>
  );
}
