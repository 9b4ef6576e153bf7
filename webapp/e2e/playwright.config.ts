import { defineConfig } from "@playwright/test";
import { session, url } from "./support/server";

/**
 * Browser tests against a running server with the scripted model behind it. What they read from the environment:
 * SPARKBOT_E2E_URL and SPARKBOT_E2E_PASSPHRASE (the server), SPARKBOT_E2E_FIRST_RUN_URL (one without any model),
 * SPARKBOT_E2E_HOME and SPARKBOT_E2E_SKILL (a skill jar to drop into that home), CHROMIUM_PATH.
 */
export default defineConfig({
  testDir: ".",
  outputDir: "../test-results",
  reporter: [["list"]],
  // One account and one server: the tests take turns.
  workers: 1,
  fullyParallel: false,
  timeout: 45_000,
  expect: { timeout: 10_000 },
  use: {
    baseURL: url,
    storageState: session,
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-dev-shm-usage"],
    },
  },
  projects: [
    { name: "first-run", testMatch: /first-run\.spec/, use: { storageState: { cookies: [], origins: [] } } },
    { name: "sign-in", testMatch: /sign-in\.setup/, use: { storageState: { cookies: [], origins: [] } } },
    { name: "app", testMatch: /\.spec/, testIgnore: /first-run\.spec/, dependencies: ["sign-in"] },
  ],
});
