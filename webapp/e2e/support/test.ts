import { test as base, type Browser, type BrowserContext, type Page } from "@playwright/test";
import { newAccount, type Account } from "./people";

export { expect } from "@playwright/test";

/** Every worker is a person of its own: tests that run at the same time share no room, no approval and no preference. */
const withAccount = base.extend<object, { account: Account }>({
  account: [
    async ({}, use) => use(await newAccount("ADMIN")),
    { scope: "worker" },
  ],
});

/** A browser of its own for each test, with nothing kept: for tests of devices, first visits, workers and other options of a context. */
export const freshTest = withAccount.extend({
  storageState: ({ account }, use) => use(account.session),
});

/** One page of the worker's person, used again by test after test: a new one costs three times as much as going elsewhere with it. */
class Desk {
  private constructor(
    readonly context: BrowserContext,
    public page: Page,
  ) {}

  static async open(browser: Browser, account: Account, baseURL: string | undefined): Promise<Desk> {
    const context = await browser.newContext({ storageState: account.session, serviceWorkers: "block", ...(baseURL ? { baseURL } : {}) });
    return new Desk(context, await context.newPage());
  }

  /** Leaves nothing behind for the next test but what the server keeps. */
  async clear(): Promise<void> {
    await this.context.setOffline(false);
    await this.context.clearPermissions();
    for (const other of this.context.pages()) if (other !== this.page) await other.close();
    for (const event of ["console", "pageerror", "dialog", "request", "response", "requestfailed", "download"] as const) this.page.removeAllListeners(event);
    await this.page.unrouteAll({ behavior: "ignoreErrors" });
    await this.page.emulateMedia({ colorScheme: null, reducedMotion: null, forcedColors: null });
    await this.page.setViewportSize({ width: 1280, height: 720 });
    await this.page.goto("/api/v1/utils/health-check/");
    await this.page.evaluate(() => {
      localStorage.clear();
      sessionStorage.clear();
    });
  }

  async renew(): Promise<void> {
    const page = await this.context.newPage();
    await this.page.close();
    this.page = page;
  }
}

export const test = withAccount.extend<object, { desk: Desk }>({
  desk: [
    async ({ browser, account }, use, worker) => {
      const desk = await Desk.open(browser, account, worker.project.use.baseURL);
      await use(desk);
      await desk.context.close();
    },
    { scope: "worker" },
  ],
  context: ({ desk }, use) => use(desk.context),
  page: async ({ desk, storageState }, use, info) => {
    if (storageState !== undefined) throw new Error("This page is the worker's: take freshTest for another person or a stranger.");
    await use(desk.page);
    if (info.status !== info.expectedStatus) await desk.renew();
    await desk.clear();
  },
});
