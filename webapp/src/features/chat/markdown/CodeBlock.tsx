import { memo, useEffect, useState, type CSSProperties } from "react";
import { useCopy } from "@/components/copy-button";
import { Button } from "@/components/ui/button";
import { text } from "@/text/text";
import type { Piece } from "./highlight";

interface CodeBlockProps {
  code: string;
  language: string;
  /** The closing fence has not come yet. */
  incomplete: boolean;
}

/** Longer code stays plain: colouring it would hold up the page. */
const LONGEST_COLOURED = 60_000;

export const CodeBlock = memo(function CodeBlock({ code, language, incomplete }: CodeBlockProps) {
  const body = code.replace(/\n$/, "");
  const lines = useHighlighted(body, language, incomplete);
  return (
    <figure className="code-block" dir="ltr">
      <figcaption>
        <span>{language || text.chat.code}</span>
        <CopyButton value={body} label={text.chat.copyCode} />
      </figcaption>
      <pre tabIndex={0} aria-label={text.chat.codeIn(language)}>
        <code>{lines ? <Coloured lines={lines} /> : body}</code>
      </pre>
    </figure>
  );
});

const Coloured = memo(function Coloured({ lines }: { lines: Piece[][] }) {
  return lines.map((line, row) => (
    <span key={row}>
      {line.map((piece, column) => (
        <span key={column} style={{ "--light": piece.light, "--dark": piece.dark } as CSSProperties}>
          {piece.text}
        </span>
      ))}
      {row < lines.length - 1 && "\n"}
    </span>
  ));
});

function useHighlighted(code: string, language: string, incomplete: boolean): Piece[][] | undefined {
  const [result, setResult] = useState<{ code: string; lines: Piece[][] | undefined }>();
  const skip = incomplete || language === "" || code.length > LONGEST_COLOURED;
  useEffect(() => {
    if (skip) return;
    let current = true;
    void import("./highlight")
      .then(({ highlight }) => highlight(code, language))
      .then(
        (lines) => current && setResult({ code, lines }),
        () => undefined,
      );
    return () => {
      current = false;
    };
  }, [code, language, skip]);
  return result?.code === code ? result.lines : undefined;
}

function CopyButton({ value, label }: { value: string; label: string }) {
  const { copied, copy, Icon } = useCopy();
  return (
    <Button variant="quiet" size="bare" className="h-7 px-2 text-tiny" aria-label={label} onClick={() => void copy(value)}>
      <Icon aria-hidden className="size-3.5" />
      {copied ? text.chat.copied : text.chat.copy}
    </Button>
  );
}
