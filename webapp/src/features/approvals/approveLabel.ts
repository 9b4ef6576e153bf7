import { text } from "@/text/text";

/**
 * The approving button says what will happen: "delete the file notes.txt" gives "Delete it". Titles start with a verb
 * by contract; one that does not look like it gets the plain word.
 */
export function approveLabel(title: string): string {
  const verb = /^([a-z]{2,14})\s+\S/.exec(title)?.[1];
  return verb === undefined ? text.approvals.approve : text.approvals.doIt(verb.charAt(0).toUpperCase() + verb.slice(1));
}
