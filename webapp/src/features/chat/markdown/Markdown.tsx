import { ImageOff } from "lucide-react";
import remarkMath from "remark-math";
import { Children, isValidElement, lazy, memo, Suspense, type ComponentProps, type ComponentType, type JSX } from "react";
import { defaultRehypePlugins, defaultRemarkPlugins, Streamdown, useIsCodeFenceIncomplete, type Components } from "streamdown";
import { text } from "@/text/text";
import { Picture } from "../files/PictureViewer";
import { CodeBlock } from "./CodeBlock";
import { DiagramBlock } from "./DiagramBlock";
import { withMath } from "./mathText";
import { hostOf, safeImage, safeLink } from "./urlPolicy";

type Pluggable = NonNullable<ComponentProps<typeof Streamdown>["rehypePlugins"]>[number];

const origin = window.location.origin;

type Configured = [plugin: never, options: Record<string, unknown>];
const [sanitize, schema] = defaultRehypePlugins["sanitize"] as Configured;
const [harden] = defaultRehypePlugins["harden"] as Configured;

/** Raw HTML (see `rawHtml.ts`), then sanitising, then links are cut to three schemes; `Image` decides on each picture by itself. */
const rehypePlugins: Pluggable[] = [
  defaultRehypePlugins["raw"] as Pluggable,
  [sanitize, { ...schema, clobberPrefix: "answer-", attributes: { ...(schema["attributes"] as object), code: [["className", /^language-./, "math-inline", "math-display"]] } }],
  [
    harden,
    {
      defaultOrigin: origin,
      allowedImagePrefixes: ["*"],
      allowedLinkPrefixes: ["*"],
      allowedProtocols: ["http", "https", "mailto"],
      allowDataImages: false,
    },
  ],
];

const remarkPlugins: Pluggable[] = [...Object.values(defaultRemarkPlugins), [remarkMath, { singleDollarTextMath: false }]];

const MathBlock = lazy(() => import("./MathBlock"));

const components = {
  a: Anchor,
  img: Image,
  // Would load a foreign picture behind the back of `Image`.
  source: () => null,
  pre: Fence,
  code: InlineCode,
  inlineCode: InlineCode,
  table: ({ children }) => (
    <div className="table" role="region" aria-label={text.chat.table} tabIndex={0}>
      <table>{children}</table>
    </div>
  ),
  input: ({ checked, type }) => (type === "checkbox" ? <input type="checkbox" checked={checked} readOnly disabled /> : null),
  ...plainTags(),
} satisfies Tags as unknown as Components;

/** `Components` also allows made-up tags with any properties, which no component with real ones fits. */
type Tags = { [Tag in keyof JSX.IntrinsicElements]?: ComponentType<JSX.IntrinsicElements[Tag]> } & {
  inlineCode: ComponentType<ComponentProps<"code">>;
};

function tag(Name: "h2" | "h3" | "h4" | "h5", size: number) {
  return function Heading({ children, dir }: ComponentProps<"h3">) {
    return (
      <Name data-size={size} dir={dir}>
        {children}
      </Name>
    );
  };
}

/** Headings inside an answer start below the headings of the page. */
function plainTags() {
  return {
    h1: tag("h2", 1),
    h2: tag("h3", 2),
    h3: tag("h4", 3),
    h4: tag("h5", 4),
    h5: tag("h5", 4),
    h6: tag("h5", 4),
    p: ({ children, dir }) => <p dir={dir}>{children}</p>,
    ul: ({ children, className, dir }) => (
      <ul className={className} dir={dir}>
        {children}
      </ul>
    ),
    ol: ({ children, start, dir }) => (
      <ol start={start} dir={dir}>
        {children}
      </ol>
    ),
    li: ({ children, className, dir }) => (
      <li className={className} dir={dir}>
        {children}
      </li>
    ),
    blockquote: ({ children, dir }) => <blockquote dir={dir}>{children}</blockquote>,
    strong: ({ children }) => <strong>{children}</strong>,
    hr: () => <hr />,
    thead: ({ children }) => <thead>{children}</thead>,
    tbody: ({ children }) => <tbody>{children}</tbody>,
    tr: ({ children }) => <tr>{children}</tr>,
    th: ({ children, style, dir }) => (
      <th style={style} dir={dir}>
        {children}
      </th>
    ),
    td: ({ children, style, dir }) => (
      <td style={style} dir={dir}>
        {children}
      </td>
    ),
    sub: ({ children }) => <sub>{children}</sub>,
    sup: ({ children }) => <sup>{children}</sup>,
  } satisfies Partial<Tags>;
}

interface MarkdownProps {
  children: string;
  streaming: boolean;
}

export const Markdown = memo(function Markdown({ children, streaming }: MarkdownProps) {
  return (
    <Streamdown
      className="answer"
      dir="auto"
      mode={streaming ? "streaming" : "static"}
      parseIncompleteMarkdown={streaming}
      isAnimating={streaming}
      controls={false}
      linkSafety={{ enabled: false }}
      remarkPlugins={remarkPlugins}
      rehypePlugins={rehypePlugins}
      components={components}
    >
      {withMath(children)}
    </Streamdown>
  );
});

function Anchor({ href, children }: ComponentProps<"a">) {
  const target = safeLink(href, origin);
  if (target === undefined) return <span>{children}</span>;
  return (
    <a href={target} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  );
}

function Image({ src, alt }: ComponentProps<"img">) {
  const address = typeof src === "string" ? src : undefined;
  const own = safeImage(address, origin);
  if (own !== undefined) return <Picture address={own} name={alt ?? ""} />;
  return (
    <span className="mx-0.5 inline-flex items-center gap-1.5 rounded-input border border-line bg-bg px-2 text-small text-muted">
      <ImageOff aria-hidden className="size-3.5" />
      {text.chat.pictureRefused(alt ?? "", hostOf(address))}
    </span>
  );
}

function InlineCode({ className, children }: ComponentProps<"code">) {
  return /\bmath-inline\b/.test(className ?? "") ? <Formula formula={textOf(children)} display={false} /> : <code>{children}</code>;
}

function Formula({ formula, display }: { formula: string; display: boolean }) {
  return (
    <Suspense fallback={<code>{formula}</code>}>
      <MathBlock formula={formula} display={display} />
    </Suspense>
  );
}

function Fence({ children }: ComponentProps<"pre">) {
  const incomplete = useIsCodeFenceIncomplete();
  const code = Children.toArray(children).find((child) => isValidElement<ComponentProps<"code">>(child));
  if (!isValidElement<ComponentProps<"code">>(code)) return <pre>{children}</pre>;
  const language = /language-([\w+#-]+)/.exec(code.props.className ?? "")?.[1] ?? "";
  if (/\bmath-display\b/.test(code.props.className ?? "")) return <Formula formula={textOf(code.props.children)} display />;
  if (language === "mermaid" && !incomplete) return <DiagramBlock source={textOf(code.props.children)} />;
  return <CodeBlock code={textOf(code.props.children)} language={language} incomplete={incomplete} />;
}

function textOf(node: unknown): string {
  if (typeof node === "string") return node;
  return Array.isArray(node) ? node.map(textOf).join("") : "";
}
