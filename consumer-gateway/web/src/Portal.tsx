import { useCallback, useEffect, useRef, useState } from "react";
import { logOut, told, whoIsThere, type Session } from "./api";
import { LogIn } from "./LogIn";
import { forgetAll, takeWanted, want } from "./memory";
import { OperatorPage } from "./OperatorPage";
import { go, goOn, patientOfLink, placeFor, type Place } from "./place";
import { Studies } from "./Studies";
import { TopBar } from "./TopBar";

type Visitor =
  | { kind: "unknown" }
  | { kind: "nobody"; why: string }
  | { kind: "user"; session: Session; place: Place; patient: string | null; visit: number };

/** The whole page: whoever is not logged in, or no longer, logs in and comes back to where he was. */
export function Portal() {
  const [visitor, setVisitor] = useState<Visitor>({ kind: "unknown" });
  // Where the address led before the log-in.
  const wantsOperations = useRef(placeFor(true) === "/operations");

  const enter = useCallback((session: Session) => {
    const place = session.administrator && wantsOperations.current ? "/operations" : "/";
    go(place);
    setVisitor({ kind: "user", session, place, patient: takeWanted(session.user), visit: 0 });
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

  const endedAtOperations = useCallback(() => {
    wantsOperations.current = true;
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
        go("/");
        setVisitor(now => now.kind === "user" ? { ...now, place: "/", patient, visit: now.visit + 1 } : now);
      }
    };
    const back = () => setVisitor(now => now.kind === "user" ? { ...now, place: placeFor(now.session.administrator) } : now);
    addEventListener("popstate", back);
    addEventListener("hashchange", follow);
    whoIsThere().then(session => (session === null ? leave("") : enter(session)), failure => leave(told(failure)));
    return () => {
      removeEventListener("hashchange", follow);
      removeEventListener("popstate", back);
    };
  }, [enter, leave]);

  switch (visitor.kind) {
    case "unknown":
      return null;
    case "nobody":
      return <LogIn why={visitor.why} entered={enter} />;
    case "user": {
      const { session } = visitor;
      const goTo = (place: Place) => {
        wantsOperations.current = place === "/operations";
        goOn(place);
        setVisitor({ ...visitor, place, patient: null });
      };
      const out = () =>
        logOut(session)
          .catch(told)
          .finally(() => {
            forgetAll();
            wantsOperations.current = false;
            leave("");
          });
      return (
        <>
          <TopBar session={session} place={visitor.place} goTo={goTo} logOut={out} />
          {visitor.place === "/operations" ? <OperatorPage session={session} expired={endedAtOperations} /> : (
            <Studies
              key={visitor.visit}
              session={session}
              first={visitor.patient}
              changed={changed => setVisitor({ ...visitor, session: changed })}
              expired={patient => expired(session, patient)}
            />
          )}
        </>
      );
    }
  }
}
