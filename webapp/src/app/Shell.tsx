import { lazy, Suspense } from "react";
import { ApprovalCard } from "@/features/approvals/ApprovalCard";
import { ChatSlotsContext, type ChatSlots } from "@/features/chat/slots";
import { ModelPicker } from "@/features/models/ModelPicker";
import { SettingsSectionsContext } from "@/features/settings/sections";
import { AppShell } from "@/features/shell/AppShell";
import { LandingsContext } from "@/preferences/landings";
import { PreferencesKeeper } from "@/preferences/preferences";
import { features } from "./features";

const Panel = lazy(() => import("@/features/models/FirstRun").then((module) => ({ default: module.FirstRun })));

/** Seen once in the life of a server, so it is no part of the first load. */
function FirstRun() {
  return (
    <Suspense fallback={null}>
      <Panel />
    </Suspense>
  );
}

const Needed = lazy(() => import("@/features/models/ModelNeeded").then((module) => ({ default: module.ModelNeeded })));

function ModelNeeded() {
  return (
    <Suspense fallback={null}>
      <Needed />
    </Suspense>
  );
}

/** Here, and only here, features meet. */
const slots: ChatSlots = { Approval: ApprovalCard, ModelPicker, FirstRun, ModelNeeded };
const nav = features.flatMap((feature) => feature.nav ?? []);
const overlays = features.flatMap((feature) => feature.overlays ?? []);
const landings = features.flatMap((feature) => feature.landings ?? []);
const sections = features.flatMap((feature) => feature.settings ?? []);

export function Shell() {
  return (
    <ChatSlotsContext value={slots}>
      <SettingsSectionsContext value={sections}>
        <LandingsContext value={landings}>
          <PreferencesKeeper />
          <AppShell nav={nav} overlays={overlays} />
        </LandingsContext>
      </SettingsSectionsContext>
    </ChatSlotsContext>
  );
}
