import { Ban, Eye, Hand, PencilLine, ShieldAlert, TriangleAlert, Zap, type LucideIcon } from "lucide-react";
import type { Skill } from "@/api/types";
import { Chip, type Tone } from "@/components/ui/chip";
import { label } from "@/text/format";
import { text } from "@/text/text";

interface ChipFacts {
  key: string;
  icon: LucideIcon;
  tone: Tone;
  words: string;
}

export function PolicyChips({ skill }: { skill: Skill }) {
  return (
    <ul className="flex flex-wrap gap-1">
      {chipsFor(skill).map(({ key, icon: Icon, tone, words }) => (
        <li key={key} className="flex">
          <Chip tone={tone}>
            <Icon aria-hidden />
            {words}
          </Chip>
        </li>
      ))}
    </ul>
  );
}

/** What a tool may do, as the policy says it; an unknown word is shown as it came and never as harmless. */
export function chipsFor(skill: Skill): ChipFacts[] {
  const words = text.skills.chips;
  const chips: ChipFacts[] = [];
  if (skill.action_type === "read" || skill.action_type === "data_read") chips.push({ key: "action", icon: Eye, tone: "ok", words: words.read });
  else if (skill.action_type === "room_write" || skill.action_type === "data_write") chips.push({ key: "action", icon: PencilLine, tone: "accent", words: words.write });
  else chips.push({ key: "action", icon: Zap, tone: "wait", words: label(skill.action_type) });
  if (skill.high_risk) chips.push({ key: "risk", icon: TriangleAlert, tone: "danger", words: words.highRisk });
  if (skill.requires_execution_gate) chips.push({ key: "gate", icon: Zap, tone: "wait", words: words.gated });
  if (skill.default_action === "confirm") chips.push({ key: "default", icon: Hand, tone: "wait", words: words.asks });
  else if (skill.default_action === "deny") chips.push({ key: "default", icon: Ban, tone: "danger", words: words.denied });
  else if (skill.default_action.startsWith("privileged")) {
    chips.push({ key: "default", icon: ShieldAlert, tone: "danger", words: words.privileged });
  } else if (skill.default_action !== "allow") {
    chips.push({ key: "default", icon: Hand, tone: "wait", words: label(skill.default_action) });
  }
  return chips;
}
