import { wordsFor } from "@/components/states";
import { Button } from "@/components/ui/button";
import { text } from "@/text/text";
import { DEMO_MODEL } from "./connection";
import { useSaveModel } from "./useSaveModel";

/** The stand-in says plainly what it is before anybody chooses it. */
export function DemoForm() {
  const words = text.firstRun.demo;
  const save = useSaveModel();
  return (
    <div className="grid gap-4">
      <div className="grid gap-2 text-small">
        <p>{words.what}</p>
        <p className="text-muted">{words.can}</p>
      </div>
      {save.error && (
        <p role="alert" className="text-small text-danger">
          {wordsFor(save.error)}
        </p>
      )}
      <div>
        <Button
          variant="primary"
          busy={save.isPending}
          onClick={() => save.mutate({ default_selection: { provider: "demo", model: DEMO_MODEL } })}
        >
          {words.use}
        </Button>
      </div>
    </div>
  );
}
