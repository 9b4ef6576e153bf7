export const rowClass =
  "flex h-8 max-md:h-11 pointer-coarse:h-11 items-center gap-2.5 rounded-input px-2.5 text-small text-text/90 transition-colors duration-150 hover:bg-hover aria-[current=page]:bg-hover aria-[current=page]:font-medium aria-[current=page]:text-text [&_svg]:size-4 [&_svg]:shrink-0 [&_svg:not(.text-accent)]:text-muted";
