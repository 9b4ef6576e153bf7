import { test as base } from "@playwright/test";
import { newAccount, type Account } from "./people";

export { expect } from "@playwright/test";

/** Every worker is a person of its own: tests that run at the same time share no room, no approval and no preference. */
export const test = base.extend<object, { account: Account }>({
  account: [
    async ({}, use) => use(await newAccount("ADMIN")),
    { scope: "worker" },
  ],
  storageState: ({ account }, use) => use(account.session),
});
