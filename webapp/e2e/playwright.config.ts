import { defineConfig } from "@playwright/test";
import { url } from "./support/server";

/**
 * Browser tests against a running server with the scripted model behind it. What they read from the environment:
 * SPARKBOT_E2E_URL and SPARKBOT_E2E_PASSPHRASE (the server), SPARKBOT_E2E_FIRST_RUN_URL (one without any model),
 * SPARKBOT_E2E_HOME and SPARKBOT_E2E_SKILL (a skill jar to drop into that home), SPARKBOT_E2E_WORKERS (tests at the same time), CHROMIUM_PATH.
 */
export default defineConfig({
  testDir: ".",
  outputDir: "../test-results",
  reporter: [["list"]],
  // One server, and for every worker a person of its own (support/test.ts).
  workers: Number(process.env["SPARKBOT_E2E_WORKERS"] ?? 2),
  fullyParallel: true,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  use: {
    baseURL: url,
    screenshot: "only-on-failure",
    // What it keeps is tried where it matters; elsewhere every test would fill it anew.
    serviceWorkers: "block",
    launchOptions: {
      executablePath: process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-dev-shm-usage"],
    },
  },
  projects: [
    { name: "first-run", testMatch: /first-run\.spec/ },
    { name: "app", testMatch: /\.spec/, testIgnore: /first-run\.spec/ },
  ],
});
