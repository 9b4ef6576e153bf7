import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { SearchX } from "lucide-react";
import { Suspense, use } from "react";
import { meQuery } from "@/api/session";
import { Page } from "@/components/page";
import { Blank } from "@/components/states";
import { Skeleton } from "@/components/ui/skeleton";
import { text } from "@/text/text";
import { SettingsSectionsContext } from "./sections";

export function SettingsPage() {
  const { section: current } = useParams({ strict: false }) as { section: string };
  const admin = useQuery(meQuery).data?.role === "ADMIN";
  const sections = use(SettingsSectionsContext).filter((section) => admin || !section.adminOnly);
  const shown = sections.find((section) => section.id === current);
  return (
    <Page title={text.settings.title}>
      <div className="grid items-start gap-x-10 gap-y-6 md:grid-cols-[11rem_minmax(0,1fr)]">
        <nav aria-label={text.settings.sections} className="thin-scroll -mx-4 overflow-x-auto px-4 md:mx-0 md:px-0">
          <ul className="flex gap-1 md:grid md:gap-0.5">
            {sections.map(({ id, label, icon: Icon }) => (
              <li key={id}>
                <Link
                  to="/settings/$section"
                  params={{ section: id }}
                  activeProps={{ "aria-current": "page" }}
                  className="flex h-9 items-center gap-2 rounded-input px-2.5 text-small whitespace-nowrap text-muted transition-colors duration-150 hover:bg-hover hover:text-text max-md:h-11 pointer-coarse:h-11 aria-[current=page]:bg-hover aria-[current=page]:font-medium aria-[current=page]:text-text"
                >
                  <Icon aria-hidden className="size-4" />
                  {label()}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div className="grid min-w-0 gap-8">
          {shown ? (
            <Suspense fallback={<Skeleton className="h-40" />}>
              <shown.Section />
            </Suspense>
          ) : (
            <Blank icon={SearchX} title={text.settings.noSection} />
          )}
        </div>
      </div>
    </Page>
  );
}
