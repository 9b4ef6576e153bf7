import { CalendarDays, Gavel, ListChecks, NotebookText, type LucideIcon } from "lucide-react";
import type { PaperKind } from "@/api/papers";

export const paperIcons: Record<PaperKind, LucideIcon> = { agenda: CalendarDays, notes: NotebookText, decisions: Gavel, action_items: ListChecks };
