import { useEffect, useState } from "react";
import { useTheme } from "@/theme/theme";
import { text } from "@/text/text";

let counter = 0;

/**
 * A Mermaid diagram, drawn to a picture: inside an `img` nothing can run, load or reach the page. `onFailure` is called for a text that
 * is no diagram; it is then shown as the code it is.
 */
export default function Diagram({ source, onFailure }: { source: string; onFailure: () => void }) {
  const theme = useTheme();
  const [picture, setPicture] = useState<{ address: string; width: number }>();
  useEffect(() => {
    let current = true;
    draw(source).then(
      (drawn) => current && setPicture(drawn),
      () => current && onFailure(),
    );
    return () => {
      current = false;
    };
  }, [source, theme, onFailure]);
  if (!picture) return <p className="px-4 py-6 text-small text-muted">{text.chat.drawing}</p>;
  return <img src={picture.address} width={picture.width} alt={text.chat.diagram(kindOf(source))} className="mx-auto max-w-full p-4" />;
}

async function draw(source: string): Promise<{ address: string; width: number }> {
  const { default: mermaid } = await import("mermaid");
  const dark = document.documentElement.dataset["theme"] === "dark";
  mermaid.initialize({ startOnLoad: false, securityLevel: "strict", theme: dark ? "dark" : "neutral", htmlLabels: false, flowchart: { htmlLabels: false }, suppressErrorRendering: true, fontFamily: "system-ui, sans-serif" });
  const { svg } = await mermaid.render(`diagram-${counter++}`, source);
  const shown = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
  const [, , width = "600", height = "400"] = (shown.getAttribute("viewBox") ?? "").split(/\s+/);
  // A picture without a size of its own would have none.
  shown.setAttribute("width", width);
  shown.setAttribute("height", height);
  const address = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(shown))}`;
  return { address, width: Math.ceil(Number(width)) };
}

function kindOf(source: string): string {
  return /^\s*(?:%%.*\n\s*)*([\w-]+)/.exec(source)?.[1] ?? "";
}
