import type { Contribution } from "@/contribution";
import { useSearchRequest } from "@/keys/searchRequest";
import { SearchDialog } from "./SearchDialog";

/** Part of the first load: what is typed right after the shortcut must not end up in the field behind it. */
function SearchOverlay() {
  const request = useSearchRequest();
  return request && <SearchDialog words={request.words} />;
}

export const search: Contribution = { overlays: [SearchOverlay] };
