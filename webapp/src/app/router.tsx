import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { meQuery } from "@/api/session";
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

const home = createRoute({
  getParentRoute: () => shell,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/dm", replace: true });
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
