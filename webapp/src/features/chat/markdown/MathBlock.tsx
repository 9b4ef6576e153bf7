import { render } from "katex";
import { useEffect, useRef } from "react";
import "katex/dist/katex.min.css";

/** A formula. KaTeX draws it for the eyes and as MathML for screen readers; what it cannot read stays as it was written. */
export default function MathBlock({ formula, display }: { formula: string; display: boolean }) {
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (!place.current) return;
    render(formula, place.current, { displayMode: display, throwOnError: false, trust: false, strict: "ignore", maxSize: 20, maxExpand: 500, output: "htmlAndMathml" });
  }, [formula, display]);
  return (
    <span ref={place} dir="ltr" {...(display ? { className: "math-display thin-scroll", tabIndex: 0, role: "group" } : {})}>
      {formula}
    </span>
  );
}
