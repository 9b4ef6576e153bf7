import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { preferencesQuery } from "@/api/preferences";
import { meQuery } from "@/api/session";
import { landingOf } from "@/preferences/landings";
import { Failure } from "@/components/states";
import { features } from "./features";
import { NotFound, Root, ShellFailure, ShellPending } from "./frames";

interface Context {
  cache: QueryClient;
}

const root = createRootRouteWithContext<Context>()({ component: Root, notFoundComponent: NotFound });

/** Everything inside the shell needs a person; without one the sign-in page comes first and leads back. */
const shell = createRoute({
  getParentRoute: () => root,
  id: "shell",
  beforeLoad: async ({ context, location }) => {
    const me = await context.cache.ensureQueryData(meQuery);
    if (!me) throw redirect({ to: "/login", search: location.href === "/" ? {} : { next: location.href } });
  },
  component: lazyRouteComponent(() => import("./Shell"), "Shell"),
  pendingComponent: ShellPending,
  errorComponent: ShellFailure,
});

const landings = features.flatMap((feature) => feature.landings ?? []);

/** Where one lands after signing in, as the person or the installation says. */
const home = createRoute({
  getParentRoute: () => shell,
  path: "/",
  beforeLoad: async ({ context }) => {
    // A server that does not say it now leads to the first page, which then tells what is wrong.
    const wanted = await context.cache.ensureQueryData(preferencesQuery).catch(() => undefined);
    throw redirect({ to: landingOf(wanted?.landing, landings), replace: true });
  },
});

const pages = features.flatMap((feature) => feature.pages?.(shell) ?? []);
const openPages = features.flatMap((feature) => feature.openPages?.(root) ?? []);

export function newRouter(cache: QueryClient) {
  return createRouter({
    routeTree: root.addChildren([shell.addChildren([home, ...pages]), ...openPages]),
    context: { cache },
    defaultPreload: "intent",
    defaultErrorComponent: ({ error, reset }) => <Failure problem={error} retry={reset} className="m-auto" />,
    defaultNotFoundComponent: NotFound,
  });
}
