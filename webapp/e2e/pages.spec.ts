import type { Page, Response } from "@playwright/test";
import { expectClean } from "./support/axe";
import { complaintsOf } from "./support/complaints";
import { routes, visit, type Route } from "./support/routes";
import { expect, freshTest, test } from "./support/test";

/** About 120 letters. */
const LONGEST_LINE = 960;
const DESKTOP = { width: 1280, height: 720 };

async function expectGuarded(response: Response | null): Promise<void> {
  const headers = (await response?.allHeaders()) ?? {};
  expect(headers).toMatchObject({
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "strict-origin-when-cross-origin",
  });
  const policy = (headers["content-security-policy"] ?? "").split(";").map((part) => part.trim());
  for (const part of ["default-src 'self'", "script-src 'self'", "object-src 'none'", "frame-ancestors 'none'", "base-uri 'self'", "media-src 'self' blob:"]) {
    expect(policy).toContain(part);
  }
  expect(headers["permissions-policy"]).toMatch(/camera=\(\).*geolocation=\(\)|geolocation=\(\).*camera=\(\)/);
  expect(headers["permissions-policy"]).toContain("microphone=(self)");
}

/** From 320 pixels to four thousand nothing has to be scrolled sideways, and no text runs in lines too long to read. */
async function expectFits(page: Page, what: string): Promise<void> {
  for (const [width, height] of [[390, 700], [320, 700], [3840, 2160]] as const) {
    await page.setViewportSize({ width, height });
    const over = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    await expect.poll(over, { message: `${what} at ${width}` }).toBeLessThanOrEqual(0);
  }
  const longest = () => page.evaluate(() => Math.max(0, ...[...document.querySelectorAll("main p")].map((text) => text.getBoundingClientRect().width)));
  await expect.poll(longest, { message: `pixels of the longest line of ${what}` }).toBeLessThanOrEqual(LONGEST_LINE);
  await page.setViewportSize(DESKTOP);
}

for (const route of routes) {
  test(`CK-12 ${route.path} is clean in both themes, fits phones and large screens and complains about nothing @F-593`, async ({ page }) => {
    await expectGood(page, route);
  });
}

async function expectGood(page: Page, route: Route): Promise<void> {
  await page.setViewportSize(DESKTOP);
  const address = await route.locate?.(page);
  const { found, stop } = complaintsOf(page, route.refused);
  try {
    await expectGuarded(await visit(page, route, address));
    await expectClean(page, route.path);
    await expectFits(page, route.path);
    expect(found).toEqual([]);
  } finally {
    stop();
  }
}

freshTest.describe("to strangers", () => {
  freshTest.use({ storageState: { cookies: [], origins: [] } });

  freshTest("CK-12 the pages for everybody are as good", async ({ page }) => {
    for (const route of routes.filter((one) => one.open)) await expectGood(page, { ...route, refused: /\/users\/me$|\/invites\/preview/ });
    await page.goto("/skills");
    await expect(page, "the others lead to the sign-in").toHaveURL(/\/login\?next=%2Fskills$/);
  });
});

test("CK-12 the page may hear and speak, and not look or locate", async ({ page }) => {
  const { found, stop } = complaintsOf(page);
  await page.goto("/docs");
  const allowed = await page.evaluate(() => {
    const { featurePolicy } = document as unknown as { featurePolicy: { allowsFeature: (name: string) => boolean } };
    return ["microphone", "camera", "geolocation"].filter((name) => featurePolicy.allowsFeature(name));
  });
  expect(allowed).toEqual(["microphone"]);
  const seconds = await page.evaluate(async () => {
    const samples = 8_000;
    const wave = new DataView(new ArrayBuffer(44 + samples));
    [..."RIFF....WAVEfmt "].forEach((letter, index) => wave.setUint8(index, letter.charCodeAt(0)));
    wave.setUint32(4, 36 + samples, true);
    wave.setUint32(16, 16, true);
    wave.setUint16(20, 1, true);
    wave.setUint16(22, 1, true);
    wave.setUint32(24, 8_000, true);
    wave.setUint32(28, 8_000, true);
    wave.setUint16(32, 1, true);
    wave.setUint16(34, 8, true);
    [..."data"].forEach((letter, index) => wave.setUint8(36 + index, letter.charCodeAt(0)));
    wave.setUint32(40, samples, true);
    const sound = new Audio(URL.createObjectURL(new Blob([wave], { type: "audio/wav" })));
    return new Promise<number>((resolve, reject) => {
      sound.onloadedmetadata = () => resolve(sound.duration);
      sound.onerror = () => reject(new Error(sound.error?.message));
    });
  });
  expect(seconds).toBeCloseTo(1);
  expect(found).toEqual([]);
  stop();
});
