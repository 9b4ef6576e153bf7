import { lazy } from "react";
import { ApprovalCard } from "@/features/approvals/ApprovalCard";
import { ChatSlotsContext, type ChatSlots } from "@/features/chat/slots";
import { ModelPicker } from "@/features/models/ModelPicker";
import { SettingsSectionsContext } from "@/features/settings/sections";
import { AppShell } from "@/features/shell/AppShell";
import { features } from "./features";

const FirstRun = lazy(() => import("@/features/models/FirstRun").then(({ FirstRun: component }) => ({ default: component })));

/** Here, and only here, features meet. */
const slots: ChatSlots = { Approval: ApprovalCard, ModelPicker, FirstRun };
const nav = features.flatMap((feature) => feature.nav ?? []);
const sections = features.flatMap((feature) => feature.settings ?? []);

export function Shell() {
  return (
    <ChatSlotsContext value={slots}>
      <SettingsSectionsContext value={sections}>
        <AppShell nav={nav} />
      </SettingsSectionsContext>
    </ChatSlotsContext>
  );
}
