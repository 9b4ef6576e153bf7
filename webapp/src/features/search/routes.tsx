import { lazy, Suspense, useEffect } from "react";
import type { Contribution } from "@/contribution";
import { useSearchRequest } from "@/keys/searchRequest";

const load = () => import("./SearchDialog");
const Dialog = lazy(() => load().then((module) => ({ default: module.SearchDialog })));

const REST_MS = 1_500;

function SearchOverlay() {
  const request = useSearchRequest();
  // Fetched once the page rests: what is typed right after the shortcut must not end up elsewhere.
  useEffect(() => {
    const timer = setTimeout(() => void load().catch(() => undefined), REST_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!request) return null;
  return (
    <Suspense fallback={null}>
      <Dialog words={request.words} />
    </Suspense>
  );
}

export const search: Contribution = { overlays: [SearchOverlay] };
