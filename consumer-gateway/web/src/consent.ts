// What is said of a patient's consent.
import type { ConsentState } from "./api";

/** In words; empty where there is nothing to say. */
export function consentWords({ state, since }: ConsentState, day: (instant: string) => string): string {
  const from = since === null ? "" : ` since ${day(since)}`;
  switch (state) {
    case "SHARED":
      return since === null ? "Consent: images are shared; no objection is on file." : `Consent: images are shared${from}.`;
    case "EMERGENCY_ONLY":
      return `Consent: emergency access only${from}.`;
    case "EMERGENCY":
      return `Consent: emergency access only${from}. Your stated emergency opens what is shared here.`;
    case "UNTOLD":
      return "";
  }
}

export function dayOf(instant: string): string {
  return new Date(instant).toLocaleDateString(undefined, { dateStyle: "medium" });
}
