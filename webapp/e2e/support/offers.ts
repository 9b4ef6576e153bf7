import type { Page } from "@playwright/test";

/** Whether the server describes such a route; tests of what an older server lacks are then skipped. */
export async function offers(page: Page, method: string, path: RegExp): Promise<boolean> {
  const document = (await (await page.request.get("/api/v1/openapi.json")).json()) as { paths: Record<string, Record<string, unknown>> };
  return Object.entries(document.paths).some(([route, methods]) => path.test(route) && method.toLowerCase() in methods);
}
