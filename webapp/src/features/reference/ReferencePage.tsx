import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { SearchX } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { referenceQuery } from "@/api/reference";
import { useTitle } from "@/components/page";
import { Spark } from "@/components/logo";
import { Blank, Failure } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { Skeleton } from "@/components/ui/skeleton";
import { text } from "@/text/text";
import { groupsOf } from "./describe";
import { RouteEntry } from "./RouteEntry";

/** The API of the running server, made from its own document. Open to everybody, as that document is. */
export function ReferencePage() {
  const words = text.reference;
  useTitle(words.title);
  const document = useQuery(referenceQuery);
  const [wanted, setWanted] = useState("");
  const shown = useDeferredValue(wanted);
  const groups = document.data ? groupsOf(document.data, shown) : [];
  return (
    <div className="thin-scroll h-dvh overflow-y-auto">
      <main className="mx-auto grid w-full max-w-4xl gap-6 px-4 py-8 md:px-8">
        <header className="grid gap-4">
          <div className="flex flex-wrap items-center justify-between gap-3">
            <div className="flex items-center gap-3">
              <Spark className="size-6" />
              <h1 className="text-title font-semibold tracking-tight">{words.title}</h1>
              {document.data && <span className="text-small text-muted tabular-nums">{document.data.info.version}</span>}
            </div>
            <Button asChild size="sm">
              <Link to="/">{text.failure.home}</Link>
            </Button>
          </div>
          <p className="max-w-2xl text-small text-muted">{words.lead}</p>
          <div className="flex flex-wrap items-end gap-3">
            <div className="min-w-60 flex-1">
              <Field label={words.find}>
                {(given) => <Input {...given} type="search" value={wanted} onChange={(event) => setWanted(event.target.value)} />}
              </Field>
            </div>
            <Button asChild className="h-10">
              <a href="/api/v1/openapi.json">{words.document}</a>
            </Button>
          </div>
        </header>
        {document.isPending && <Skeleton className="h-96" />}
        {document.isError && <Failure problem={document.error} retry={() => void document.refetch()} />}
        {document.data && groups.length === 0 && <Blank icon={SearchX} title={words.none(shown)} />}
        {document.data &&
          groups.map((group) => (
            <section key={group.name} aria-label={group.name} className="grid gap-2">
              <h2 className="font-mono text-small font-semibold">{group.name}</h2>
              <ul className="overflow-hidden rounded-card border border-line">
                {group.routes.map((route) => (
                  <RouteEntry key={route.id} route={route} document={document.data} />
                ))}
              </ul>
            </section>
          ))}
      </main>
    </div>
  );
}
