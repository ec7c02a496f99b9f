import { expect, test } from "vitest";
import { consentWords } from "../src/consent";
import { thumbnailOf } from "../src/listing";
import type { Study } from "../src/api";

const day = (instant: string) => instant.slice(0, 10);
const since = "2026-01-02T00:00:00Z";

test("what holds is said with its beginning", () => {
  expect(consentWords({ state: "SHARED", since }, day)).toBe("Consent: images are shared since 2026-01-02.");
  expect(consentWords({ state: "EMERGENCY_ONLY", since }, day)).toBe("Consent: emergency access only since 2026-01-02.");
  expect(consentWords({ state: "EMERGENCY", since: null }, day)).toContain("Your stated emergency");
});

test("without a consent there is no beginning, and of what may not be known nothing is said", () => {
  expect(consentWords({ state: "SHARED", since: null }, day)).toBe("Consent: images are shared; no objection is on file.");
  expect(consentWords({ state: "UNTOLD", since }, day)).toBe("");
});

test("a thumbnail has an address of the portal's own, whatever the study is called", () => {
  expect(thumbnailOf({ studyInstanceUID: "1.2/../x?" } as Study)).toBe("/api/thumbnails/1.2%2F..%2Fx%3F?viewport=128,128");
});
