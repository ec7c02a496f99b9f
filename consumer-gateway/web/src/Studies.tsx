import { useCallback, useEffect, useRef, useState } from "react";
import { LoggedOut, told, type Session } from "./api";
import { ConsentLine } from "./ConsentLine";
import { EmergencyAccess } from "./EmergencyAccess";
import { PatientSearch } from "./PatientSearch";
import { remember, recentPatients } from "./memory";
import { begun, failed, find, words, type Search } from "./search";
import { StudyTable } from "./StudyTable";

interface Properties {
  readonly session: Session;
  /** The patient to begin with. */
  readonly first: string | null;
  readonly changed: (session: Session) => void;
  readonly expired: (patient: string | null) => void;
}

/** A patient's studies, wherever they are. */
export function Studies({ session, first, changed, expired }: Properties) {
  const [search, setSearch] = useState<Search | null>(null);
  const [turn, setTurn] = useState(0);
  const [recent, setRecent] = useState(() => recentPatients(session.user));
  const running = useRef<AbortController | null>(null);

  async function look(patient: string) {
    running.current?.abort();
    const question = new AbortController();
    running.current = question;
    const begin = begun(patient);
    setSearch(begin);
    setTurn(last => last + 1);
    try {
      await find(patient, question.signal, now => {
        setSearch(now);
        if (now.over) {
          setRecent(remember(session.user, now.patient));
        }
      });
    } catch (failure) {
      if (question.signal.aborted) {
        return;
      }
      if (failure instanceof LoggedOut) {
        expired(patient);
      } else {
        setSearch(failed(begin, told(failure)));
      }
    }
  }

  useEffect(() => {
    if (first !== null) {
      void look(first);
    }
    return () => running.current?.abort();
    // A patient of a link, or of a session that ended, is looked for once.
  }, []);

  const patient = search?.patient ?? "";
  const ended = useCallback(() => expired(patient === "" ? null : patient), [expired, patient]);
  return (
    <main id="main" tabIndex={-1}>
      <title>Shared imaging studies</title>
      <PatientSearch patient={patient} recent={recent} searching={search?.over === false} find={look} expired={ended} />
      <EmergencyAccess
        session={session}
        patient={patient}
        stated={(renewed, of) => {
          changed(renewed);
          void look(of);
        }}
        expired={ended}
      />
      {patient === "" ? null : <ConsentLine key={`${turn}`} patient={patient} expired={ended} />}
      <div className="status" role="status">{search === null ? "" : words(search)}</div>
      <div className="failure" role="alert" hidden={search === null || search.problems.length === 0}>
        <ul>{search?.problems.map(problem => <li key={problem}>{problem}</li>)}</ul>
      </div>
      {search !== null && search.studies.length > 0
        ? <StudyTable key={turn} session={session} patient={patient} studies={search.studies} expired={ended} />
        : null}
    </main>
  );
}
