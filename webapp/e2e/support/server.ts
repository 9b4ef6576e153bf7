export const url = process.env["SPARKBOT_E2E_URL"] ?? "http://127.0.0.1:3000";
export const passphrase = process.env["SPARKBOT_E2E_PASSPHRASE"] ?? "sparkbot-local";
/** A server on which no model has been chosen. */
export const firstRunUrl = process.env["SPARKBOT_E2E_FIRST_RUN_URL"];
export const home = process.env["SPARKBOT_E2E_HOME"];
export const skillJar = process.env["SPARKBOT_E2E_SKILL"];
