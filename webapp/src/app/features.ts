import { approvals } from "@/features/approvals/routes";
import { auth } from "@/features/auth/routes";
import { chat } from "@/features/chat/routes";
import { members } from "@/features/members/routes";
import { models } from "@/features/models/routes";
import { notices } from "@/features/notices/routes";
import { people } from "@/features/people/routes";
import { reference } from "@/features/reference/routes";
import { search } from "@/features/search/routes";
import { settings } from "@/features/settings/routes";
import { skills } from "@/features/skills/routes";
import type { Contribution } from "@/contribution";

/** Every feature of the face, in the order of its sidebar. A new one is a folder and a line here. */
export const features: readonly Contribution[] = [auth, chat, members, approvals, skills, people, settings, notices, models, search, reference];
