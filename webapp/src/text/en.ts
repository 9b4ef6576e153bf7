import { actions } from "./en/actions";
import { approvals } from "./en/approvals";
import { chat } from "./en/chat";
import { common } from "./en/common";
import { composer } from "./en/composer";
import { data } from "./en/data";
import { failure } from "./en/failure";
import { files } from "./en/files";
import { firstRun } from "./en/firstRun";
import { introduction } from "./en/introduction";
import { join } from "./en/join";
import { keyNames } from "./en/keyNames";
import { keys } from "./en/keys";
import { members } from "./en/members";
import { models } from "./en/models";
import { notices } from "./en/notices";
import { papers } from "./en/papers";
import { people } from "./en/people";
import { reference } from "./en/reference";
import { search } from "./en/search";
import { settings } from "./en/settings";
import { shell } from "./en/shell";
import { shortcuts } from "./en/shortcuts";
import { signIn } from "./en/signIn";
import { skills } from "./en/skills";
import { tools } from "./en/tools";
import { welcome } from "./en/welcome";

/** Every word the face shows, in English: `text.chat` is the file `en/chat.ts`. A second language is files of the same shape. */
export const en = {
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

export type Catalogue = typeof en;
