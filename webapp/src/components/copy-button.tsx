import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { text } from "@/text/text";
import { useNotices } from "./notices";

/** Copies to the clipboard, shows for a moment that it did, and says so. */
export function useCopy(): { copied: boolean; copy: (value: string) => Promise<void>; Icon: typeof Copy } {
  const [copied, setCopied] = useState(false);
  const { tell, announce } = useNotices();
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async (value: string) => {
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
      announce(text.chat.copied);
    } catch {
      tell(text.chat.copyRefused, "danger");
    }
  };
  return { copied, copy, Icon: copied ? Check : Copy };
}
