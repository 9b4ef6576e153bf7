import { test as setup } from "@playwright/test";
import { signIn } from "./support/chat";
import { session } from "./support/server";

setup("sign in once for all tests", async ({ page }) => {
  await signIn(page);
  await page.context().storageState({ path: session });
});
