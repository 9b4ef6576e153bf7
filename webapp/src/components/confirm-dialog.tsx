import { text } from "@/text/text";
import { wordsFor } from "./states";
import { Button } from "./ui/button";
import { Dialog } from "./ui/dialog";

interface ConfirmDialogProps {
  title: string;
  hint: string;
  action: string;
  busy: boolean;
  problem: unknown;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something that cannot be undone. */
export function ConfirmDialog({ title, hint, action, busy, problem, onConfirm, onClose }: ConfirmDialogProps) {
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={title}
      description={hint}
      footer={
        <>
          <Button onClick={onClose}>{text.common.cancel}</Button>
          <Button variant="danger" busy={busy} onClick={onConfirm}>
            {action}
          </Button>
        </>
      }
    >
      {problem ? (
        <p role="alert" className="text-small text-danger">
          {wordsFor(problem)}
        </p>
      ) : null}
    </Dialog>
  );
}
