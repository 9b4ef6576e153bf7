import type { Page } from "@playwright/test";

/**
 * Everything a page complains about from now on: refusals of the content policy and other errors in the console, errors of scripts, requests that get no
 * answer or a refusal. `refused` names the addresses whose refusal belongs to the page.
 */
export function complaintsOf(page: Page, refused?: RegExp): { found: string[]; stop: () => void } {
  const found: string[] = [];
  const listeners = {
    // A refused request is named below, with its address.
    console: (line: { type: () => string; text: () => string }) => {
      if (line.type() === "error" && !/^Failed to load resource: the server responded/.test(line.text())) found.push(`console: ${line.text()}`);
    },
    pageerror: (error: Error) => void found.push(`script: ${error.message}`),
    requestfailed: (request: { url: () => string; failure: () => { errorText: string } | null }) => {
      const { errorText = "" } = request.failure() ?? {};
      // Given up by the page itself, when another one takes its place.
      if (errorText !== "net::ERR_ABORTED") found.push(`no answer: ${request.url()} ${errorText}`);
    },
    response: (response: { status: () => number; url: () => string }) => {
      if (response.status() >= 400 && !refused?.test(response.url())) found.push(`refused: ${response.status()} ${response.url()}`);
    },
  };
  page.on("console", listeners.console).on("pageerror", listeners.pageerror).on("requestfailed", listeners.requestfailed).on("response", listeners.response);
  return {
    found,
    stop: () => {
      page.off("console", listeners.console).off("pageerror", listeners.pageerror).off("requestfailed", listeners.requestfailed).off("response", listeners.response);
    },
  };
}
