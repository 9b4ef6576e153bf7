import { lazy, Suspense } from "react";
import { usePreferences } from "@/preferences/preferences";
import { Examples } from "./Examples";
import { Greeting } from "./Greeting";
import { text } from "@/text/text";

/** Seen once in the life of a person, so it is no part of the first load. */
const Introduction = lazy(() => import("./Introduction").then((module) => ({ default: module.Introduction })));

/** An empty chat: a greeting and a few things that really work; at first a short introduction. */
export function Welcome({ onPick }: { onPick: (content: string) => void }) {
  const { preferences, problem, change } = usePreferences();
  const done = () => {
    change({ introduced: true });
    document.getElementById("composer")?.focus();
  };
  if (!preferences && !problem) return null;
  return (
    <div className="m-auto grid w-full max-w-xl gap-6 px-4 py-10">
      {preferences?.introduced === false ? (
        <>
          <Greeting>{text.introduction.lead}</Greeting>
          <Suspense fallback={<div className="h-96" />}>
            <Introduction onPick={onPick} onDone={done} />
          </Suspense>
        </>
      ) : (
        <>
          <Greeting>{text.welcome.lead}</Greeting>
          <Examples onPick={onPick} />
        </>
      )}
    </div>
  );
}
