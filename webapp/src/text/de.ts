import { actions } from "./de/actions";
import { approvals } from "./de/approvals";
import { chat } from "./de/chat";
import { common } from "./de/common";
import { composer } from "./de/composer";
import { data } from "./de/data";
import { failure } from "./de/failure";
import { files } from "./de/files";
import { firstRun } from "./de/firstRun";
import { introduction } from "./de/introduction";
import { join } from "./de/join";
import { keyNames } from "./de/keyNames";
import { keys } from "./de/keys";
import { members } from "./de/members";
import { models } from "./de/models";
import { notices } from "./de/notices";
import { papers } from "./de/papers";
import { people } from "./de/people";
import { reference } from "./de/reference";
import { search } from "./de/search";
import { settings } from "./de/settings";
import { shell } from "./de/shell";
import { shortcuts } from "./de/shortcuts";
import { signIn } from "./de/signIn";
import { skills } from "./de/skills";
import { tools } from "./de/tools";
import { welcome } from "./de/welcome";
import type { Catalogue } from "./en";

/** Alle Wörter der Oberfläche auf Deutsch, eine Datei je Thema wie im Englischen. */
export const de: Catalogue = {
  actions,
  approvals,
  chat,
  common,
  composer,
  data,
  failure,
  files,
  firstRun,
  introduction,
  join,
  keyNames,
  keys,
  members,
  models,
  notices,
  papers,
  people,
  reference,
  search,
  settings,
  shell,
  shortcuts,
  signIn,
  skills,
  tools,
  welcome,
};
