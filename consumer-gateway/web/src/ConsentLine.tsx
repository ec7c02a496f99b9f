import { useEffect, useState } from "react";
import { consentOf, LoggedOut, type ConsentState } from "./api";
import { consentWords, dayOf } from "./consent";

interface Properties {
  readonly patient: string;
  readonly expired: () => void;
}

/** One line above the list; where the portal does not say, there is none. */
export function ConsentLine({ patient, expired }: Properties) {
  const [consent, setConsent] = useState<ConsentState | null>(null);

  useEffect(() => {
    const question = new AbortController();
    consentOf(patient, question.signal).then(setConsent, failure => {
      if (failure instanceof LoggedOut && !question.signal.aborted) {
        expired();
      }
    });
    return () => question.abort();
  }, [patient, expired]);

  const words = consent === null ? "" : consentWords(consent, dayOf);
  return (
    <p className={consent?.state === "SHARED" ? "consent shared" : "consent"} role="status" hidden={words === ""}>
      <span className="dot" aria-hidden="true" />{words}
    </p>
  );
}
