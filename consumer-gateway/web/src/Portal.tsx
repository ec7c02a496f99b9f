import { useCallback, useEffect, useState } from "react";
import { logOut, told, whoIsThere, type Session } from "./api";
import { LogIn } from "./LogIn";
import { forgetAll, takeWanted, want } from "./memory";
import { go, patientOfLink } from "./place";
import { Studies } from "./Studies";
import { TopBar } from "./TopBar";

type Visitor = { kind: "unknown" } | { kind: "nobody"; why: string } | { kind: "user"; session: Session; patient: string | null; visit: number };

/** The whole page: whoever is not logged in, or no longer, logs in and comes back to where he was. */
export function Portal() {
  const [visitor, setVisitor] = useState<Visitor>({ kind: "unknown" });

  const enter = useCallback((session: Session) => {
    go("/");
    setVisitor({ kind: "user", session, patient: takeWanted(session.user), visit: 0 });
  }, []);

  const leave = useCallback((why: string) => {
    go("/log-in");
    setVisitor({ kind: "nobody", why });
  }, []);

  const expired = useCallback((session: Session, patient: string | null) => {
    if (patient !== null) {
      want(patient, session.user);
    }
    leave("Your session has ended. Please log in again.");
  }, [leave]);

  useEffect(() => {
    const linked = patientOfLink();
    if (linked !== null) {
      want(linked, null);
    }
    const follow = () => {
      const patient = patientOfLink();
      if (patient !== null) {
        setVisitor(now => now.kind === "user" ? { ...now, patient, visit: now.visit + 1 } : now);
      }
    };
    addEventListener("hashchange", follow);
    whoIsThere().then(session => (session === null ? leave("") : enter(session)), failure => leave(told(failure)));
    return () => removeEventListener("hashchange", follow);
  }, [enter, leave]);

  switch (visitor.kind) {
    case "unknown":
      return null;
    case "nobody":
      return <LogIn why={visitor.why} entered={enter} />;
    case "user": {
      const { session } = visitor;
      const out = () =>
        logOut(session)
          .catch(told)
          .finally(() => {
            forgetAll();
            leave("");
          });
      return (
        <>
          <TopBar session={session} logOut={out} />
          <Studies
            key={visitor.visit}
            session={session}
            first={visitor.patient}
            changed={changed => setVisitor({ ...visitor, session: changed })}
            expired={patient => expired(session, patient)}
          />
        </>
      );
    }
  }
}
