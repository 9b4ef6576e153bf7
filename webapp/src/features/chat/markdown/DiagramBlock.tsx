import { lazy, Suspense, useCallback, useState } from "react";
import { Button } from "@/components/ui/button";
import { text } from "@/text/text";
import { CodeBlock } from "./CodeBlock";

const Diagram = lazy(() => import("./Diagram"));

/** A diagram with its source one press away. */
export function DiagramBlock({ source }: { source: string }) {
  const [shown, setShown] = useState<"diagram" | "source" | "broken">("diagram");
  const broken = useCallback(() => setShown("broken"), []);
  if (shown === "broken") return <CodeBlock code={source} language="mermaid" incomplete={false} />;
  const other = shown === "diagram" ? "source" : "diagram";
  return (
    <div>
      {shown === "source" && <CodeBlock code={source} language="mermaid" incomplete={false} />}
      {shown === "diagram" && (
        <div className="my-3 overflow-x-auto rounded-card border border-line bg-panel">
          <Suspense fallback={<p className="px-4 py-6 text-small text-muted">{text.chat.drawing}</p>}>
            <Diagram source={source} onFailure={broken} />
          </Suspense>
        </div>
      )}
      <Button variant="quiet" size="sm" onClick={() => setShown(other)}>
        {other === "source" ? text.chat.showSource : text.chat.showDiagram}
      </Button>
    </div>
  );
}
