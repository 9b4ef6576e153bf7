import { Check } from "lucide-react";
import { DropdownMenu as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

const item =
  "flex min-h-8 max-sm:min-h-11 pointer-coarse:min-h-11 cursor-default items-center gap-2 rounded-[6px] px-2 text-small outline-none select-none data-[highlighted]:bg-hover data-[disabled]:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0";

interface MenuProps extends Pick<ComponentProps<typeof Radix.Content>, "align" | "side"> {
  trigger: ReactNode;
  children: ReactNode;
  className?: string;
}

export function Menu({ trigger, children, className, ...place }: MenuProps) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          sideOffset={6}
          collisionPadding={8}
          className={cn(
            "appear thin-scroll z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-48 overflow-y-auto rounded-card border border-line bg-raised p-1 text-text shadow-float",
            className,
          )}
          {...place}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export function MenuItem({ className, danger, ...rest }: ComponentProps<typeof Radix.Item> & { danger?: boolean }) {
  return <Radix.Item className={cn(item, danger && "text-danger", className)} {...rest} />;
}

export function MenuLabel({ className, ...rest }: ComponentProps<typeof Radix.Label>) {
  return <Radix.Label className={cn("px-2 pt-2 pb-1 text-tiny font-medium text-muted", className)} {...rest} />;
}

export function MenuSeparator() {
  return <Radix.Separator className="-mx-1 my-1 h-px bg-line" />;
}

export const MenuChoices = Radix.RadioGroup;

export function MenuChoice({ className, children, ...rest }: ComponentProps<typeof Radix.RadioItem>) {
  return (
    <Radix.RadioItem className={cn(item, "pr-8", className)} {...rest}>
      {children}
      <Radix.ItemIndicator className="absolute right-3">
        <Check aria-hidden className="text-accent-strong" />
      </Radix.ItemIndicator>
    </Radix.RadioItem>
  );
}
