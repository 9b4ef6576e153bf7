import { Ban, Check, ClockAlert, Hand, type LucideIcon } from "lucide-react";
import { useId, useState } from "react";
import type { ToolInput } from "@/api/types";
import { Arguments } from "@/components/arguments";
import { wordsFor } from "@/components/states";
import { Button } from "@/components/ui/button";
import { timeOfDay } from "@/text/format";
import { text } from "@/text/text";
import { approveLabel } from "./approveLabel";
import { Countdown } from "./Countdown";

export interface ApprovalCardProps {
  title: string;
  input: ToolInput;
  reason: string;
  expiresAt: string;
  state: "pending" | "approved" | "denied" | "expired";
  decidedAt: number | undefined;
  decidedHere: boolean;
  canDecide: boolean;
  onApprove: () => Promise<unknown>;
  onDeny: () => Promise<unknown>;
  onExpire: () => void;
}

/** One question: may this very call run? Nothing here takes the focus by itself, so that no stray key approves. */
export function ApprovalCard(props: ApprovalCardProps) {
  return props.state === "pending" ? <OpenCard {...props} /> : <FoldedCard {...props} />;
}

function OpenCard({ title, input, reason, expiresAt, canDecide, onApprove, onDeny, onExpire }: ApprovalCardProps) {
  const words = text.approvals;
  const heading = useId();
  const [busy, setBusy] = useState<"approve" | "deny">();
  const [problem, setProblem] = useState<string>();

  const decide = async (verdict: "approve" | "deny") => {
    setBusy(verdict);
    setProblem(undefined);
    try {
      await (verdict === "approve" ? onApprove() : onDeny());
    } catch (refusal) {
      setProblem(wordsFor(refusal));
    } finally {
      setBusy(undefined);
    }
  };

  return (
    <section aria-labelledby={heading} className="appear my-1.5 overflow-hidden rounded-card border border-wait/45 bg-raised">
      <header className="flex items-start gap-2.5 border-b border-line bg-wait-soft px-4 py-2.5">
        <Hand aria-hidden className="mt-0.5 size-4 shrink-0 text-wait" />
        <h2 id={heading} className="min-w-0 flex-1 text-small font-semibold [overflow-wrap:anywhere]">
          {words.wants(title)}
        </h2>
        <Countdown until={expiresAt} onEnd={onExpire} />
      </header>
      <div className="grid gap-3 px-4 py-3">
        <Arguments input={input} />
        {reason && <p className="text-small text-muted">{reason}</p>}
        {problem && (
          <p role="alert" className="text-small text-danger">
            {problem}
          </p>
        )}
        {canDecide ? (
          <div className="flex flex-wrap gap-2 pt-0.5">
            <Button
              variant="primary"
              className="max-sm:h-11"
              busy={busy === "approve"}
              disabled={busy !== undefined}
              onClick={() => void decide("approve")}
            >
              {approveLabel(title)}
              <span className="sr-only">{words.approveWhat(title)}</span>
            </Button>
            <Button className="max-sm:h-11" busy={busy === "deny"} disabled={busy !== undefined} onClick={() => void decide("deny")}>
              {words.deny}
              <span className="sr-only">{words.denyWhat(title)}</span>
            </Button>
          </div>
        ) : (
          <p className="text-small text-muted">{words.othersDecide}</p>
        )}
      </div>
    </section>
  );
}

const ENDS: Record<"approved" | "denied" | "expired", { icon: LucideIcon; tone: string }> = {
  approved: { icon: Check, tone: "text-ok" },
  denied: { icon: Ban, tone: "text-danger" },
  expired: { icon: ClockAlert, tone: "text-wait" },
};

/** The answered question in one line. */
function FoldedCard({ title, state, decidedAt, decidedHere }: ApprovalCardProps) {
  if (state === "pending") return null;
  const { icon: Icon, tone } = ENDS[state];
  return (
    <p className="appear flex min-h-7 items-center gap-2 text-small text-muted">
      <Icon aria-hidden className={`size-3.5 shrink-0 ${tone}`} />
      <span className="min-w-0 [overflow-wrap:anywhere]">{text.approvals.ended[state](title, decidedHere)}</span>
      {decidedAt !== undefined && <span className="tabular shrink-0">· {timeOfDay(decidedAt)}</span>}
    </p>
  );
}
