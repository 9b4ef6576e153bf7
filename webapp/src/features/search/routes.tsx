import { lazy, Suspense } from "react";
import type { Contribution } from "@/contribution";
import { useSearchRequest } from "@/keys/searchRequest";

const Dialog = lazy(() => import("./SearchDialog").then((module) => ({ default: module.SearchDialog })));

function SearchOverlay() {
  const request = useSearchRequest();
  if (!request) return null;
  return (
    <Suspense fallback={null}>
      <Dialog words={request.words} />
    </Suspense>
  );
}

export const search: Contribution = { overlays: [SearchOverlay] };
