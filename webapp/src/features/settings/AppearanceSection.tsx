import { Monitor, Moon, Sun } from "lucide-react";
import { RadioGroup } from "radix-ui";
import { use } from "react";
import type { Preferences, SendKey } from "@/api/preferences";
import { Section } from "@/components/section";
import { Failure } from "@/components/states";
import { Select } from "@/components/ui/field";
import { LandingsContext } from "@/preferences/landings";
import { usePreferences } from "@/preferences/preferences";
import { useSendKey } from "@/preferences/sendKey";
import { knownZones } from "@/preferences/zone";
import { chosenLanguage } from "@/text/language";
import { text } from "@/text/text";
import { useTheme, type Theme } from "@/theme/theme";

const THEMES = [
  { id: "system", icon: Monitor },
  { id: "light", icon: Sun },
  { id: "dark", icon: Moon },
] as const;

/** How the pages look and speak to a person, on every device. */
export default function AppearanceSection() {
  const words = text.settings.appearance;
  const theme = useTheme();
  const sendKey = useSendKey();
  const { preferences, problem, again, change, saving } = usePreferences();
  if (problem && !preferences) return <Failure problem={problem} retry={again} />;
  const zone = preferences?.time_zone ?? "";
  const landings = use(LandingsContext);
  const disabled = !preferences || saving;
  return (
    <div className="grid gap-8">
      <Section title={words.title} lead={words.lead}>
        <RadioGroup.Root
          aria-label={words.title}
          value={theme}
          onValueChange={(chosen) => change({ theme: chosen as Theme })}
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
        <Select
          aria-label={words.language}
          className="max-w-xs"
          disabled={disabled}
          value={preferences?.language ?? chosenLanguage()}
          onChange={(event) => change({ language: event.target.value as Preferences["language"] })}
        >
          <option value="system">{words.languages.system}</option>
          <option value="en" lang="en">
            {words.languages.en}
          </option>
          <option value="de" lang="de">
            {words.languages.de}
          </option>
        </Select>
      </Section>
      <Section title={words.zone} lead={words.zoneLead}>
        <Select
          aria-label={words.zone}
          className="max-w-xs"
          disabled={disabled}
          value={zone}
          onChange={(event) => change({ time_zone: event.target.value === "" ? null : event.target.value })}
        >
          <option value="">{words.zoneHere}</option>
          {zone !== "" && !knownZones().includes(zone) && <option value={zone}>{zone}</option>}
          {knownZones().map((one) => (
            <option key={one} value={one}>
              {one.replaceAll("_", " ")}
            </option>
          ))}
        </Select>
      </Section>
      <Section title={words.sendKey} lead={words.sendKeyLead}>
        <Select
          aria-label={words.sendKey}
          className="max-w-xs"
          disabled={disabled}
          value={preferences?.send_key ?? sendKey}
          onChange={(event) => change({ send_key: event.target.value as SendKey })}
        >
          <option value="enter">{words.sendKeys.enter}</option>
          <option value="mod_enter">{words.sendKeys.mod_enter}</option>
        </Select>
      </Section>
      <Section title={words.landing} lead={words.landingLead}>
        <Select
          aria-label={words.landing}
          className="max-w-xs"
          disabled={disabled}
          value={preferences?.landing_path ?? ""}
          onChange={(event) => change({ landing_path: event.target.value === "" ? null : event.target.value })}
        >
          <option value="">{words.landings.usual}</option>
          {landings.map(({ path, label }) => (
            <option key={path} value={path}>
              {label()}
            </option>
          ))}
        </Select>
      </Section>
    </div>
  );
}
