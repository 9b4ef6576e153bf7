import { CircleAlert } from "lucide-react";
import { Link } from "@tanstack/react-router";
import { Button } from "@/components/ui/button";
import { text } from "@/text/text";

const SETTINGS_CODES = new Set(["not_configured", "credentials_wrong", "unknown_model"]);

/** Why there is no answer, or only half of one. Read aloud when it happens, not when it is seen again. */
export function AnswerError({ error, fresh }: { error: { text: string; code: string }; fresh: boolean }) {
  return (
    <div role={fresh ? "alert" : "note"} className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-card border border-danger/30 bg-danger-soft px-4 py-3 text-small">
      <CircleAlert aria-hidden className="size-4 shrink-0 text-danger" />
      <p className="min-w-0 flex-1 basis-60">{error.text}</p>
      {SETTINGS_CODES.has(error.code) && (
        <Button size="sm" asChild>
          <Link to="/settings/$section" params={{ section: "models" }}>
            {text.chat.openModels}
          </Link>
        </Button>
      )}
    </div>
  );
}
