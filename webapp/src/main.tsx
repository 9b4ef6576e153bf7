import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { ApiError, onSignedOut } from "./api/http";
import { meQuery } from "./api/session";
import { newRouter } from "./app/router";
import { keepPage } from "./serviceWorker";
import { loadLanguage } from "./text/language";
// Pages outside of the shell follow the theme of the system as well.
import "./theme/theme";
import "./styles/index.css";

const cache = new QueryClient({
  defaultOptions: {
    // Whether a request gets through is the request's business: a browser that believes itself offline still reaches a local server.
    mutations: { networkMode: "always" },
    queries: {
      networkMode: "always",
      staleTime: 10_000,
      // A refusal stays one however often it is asked; only silence and server trouble are worth a second try.
      retry: (failures, problem) => failures < 2 && problem instanceof ApiError && (problem.offline || problem.status >= 502),
    },
  },
});
const router = newRouter(cache);

onSignedOut(() => {
  if (!cache.getQueryData(meQuery.queryKey)) return;
  const { href } = router.state.location;
  cache.setQueryData(meQuery.queryKey, null);
  void router.navigate({ to: "/login", search: { next: href } });
});

const place = document.getElementById("root");
if (!place) throw new Error("index.html has no #root");
void loadLanguage().then(() =>
  createRoot(place).render(
    <StrictMode>
      <QueryClientProvider client={cache}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>,
  ),
);
keepPage();
