import { Monitor, Moon, Sun } from "lucide-react";
import { RadioGroup } from "radix-ui";
import { Section } from "@/components/section";
import { Select } from "@/components/ui/field";
import { chooseLanguage, chosenLanguage, type LanguageChoice } from "@/text/language";
import { text } from "@/text/text";
import { chooseTheme, useTheme, type Theme } from "@/theme/theme";

const THEMES = [
  { id: "system", icon: Monitor },
  { id: "light", icon: Sun },
  { id: "dark", icon: Moon },
] as const;

export default function AppearanceSection() {
  const words = text.settings.appearance;
  const theme = useTheme();
  return (
    <div className="grid gap-8">
    <Section title={words.title} lead={words.lead}>
      <RadioGroup.Root
        aria-label={words.title}
        value={theme}
        onValueChange={(chosen) => chooseTheme(chosen as Theme)}
        className="grid gap-2 sm:grid-cols-3"
      >
        {THEMES.map(({ id, icon: Icon }) => (
          <RadioGroup.Item
            key={id}
            value={id}
            className="flex h-12 items-center gap-2.5 rounded-card border border-line px-4 text-small transition-colors duration-150 hover:bg-hover data-[state=checked]:border-accent-strong data-[state=checked]:bg-accent-soft data-[state=checked]:font-medium"
          >
            <Icon aria-hidden className="size-4" />
            {text.shell.themes[id]}
          </RadioGroup.Item>
        ))}
      </RadioGroup.Root>
    </Section>
    <Section title={words.language} lead={words.languageLead}>
      <Select aria-label={words.language} className="max-w-xs" value={chosenLanguage()} onChange={(event) => chooseLanguage(event.target.value as LanguageChoice)}>
        <option value="system">{words.languages.system}</option>
        <option value="en" lang="en">
          {words.languages.en}
        </option>
        <option value="de" lang="de">
          {words.languages.de}
        </option>
      </Select>
    </Section>
    </div>
  );
}
