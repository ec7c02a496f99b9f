import { useCallback, useEffect, useRef, useState } from "react";
import { findStudies, LoggedOut, told, type Found, type Session } from "./api";
import { EmergencyAccess } from "./EmergencyAccess";
import { PatientSearch } from "./PatientSearch";
import { remember, recentPatients } from "./memory";
import { StudyTable } from "./StudyTable";

interface Properties {
  readonly session: Session;
  /** The patient to begin with. */
  readonly first: string | null;
  readonly changed: (session: Session) => void;
  readonly expired: (patient: string | null) => void;
}

interface Search {
  readonly patient: string;
  readonly found: Found | null;
  readonly failure: string;
}

export function Studies({ session, first, changed, expired }: Properties) {
  const [search, setSearch] = useState<Search | null>(null);
  const [recent, setRecent] = useState(() => recentPatients(session.user));
  const running = useRef<AbortController | null>(null);

  async function find(patient: string) {
    running.current?.abort();
    const question = new AbortController();
    running.current = question;
    setSearch({ patient, found: null, failure: "" });
    try {
      const found = await findStudies(patient, question.signal);
      setSearch({ patient, found, failure: "" });
      setRecent(remember(session.user, found.patient));
    } catch (failure) {
      if (question.signal.aborted) {
        return;
      }
      if (failure instanceof LoggedOut) {
        expired(patient);
      } else {
        setSearch({ patient, found: null, failure: told(failure) });
      }
    }
  }

  useEffect(() => {
    if (first !== null) {
      void find(first);
    }
    return () => running.current?.abort();
    // A patient of a link or of a session that ended is looked for once.
  }, []);

  const patient = search?.patient ?? "";
  const ended = useCallback(() => expired(patient === "" ? null : patient), [expired, patient]);
  return (
    <main id="main" tabIndex={-1}>
      <title>Shared imaging studies</title>
      <PatientSearch patient={patient} recent={recent} searching={isRunning(search)} find={find} />
      <EmergencyAccess
        session={session}
        patient={patient}
        stated={(renewed, of) => {
          changed(renewed);
          void find(of);
        }}
        expired={ended}
      />
      <div className="status" role="status">{words(search)}</div>
      <Problems search={search} />
      {search?.found && search.found.studies.length > 0
        ? <StudyTable key={patient} patient={search.found.patient} studies={search.found.studies} expired={ended} />
        : null}
    </main>
  );
}

function isRunning(search: Search | null): boolean {
  return search !== null && search.found === null && search.failure === "";
}

function words(search: Search | null): string {
  if (search === null || search.failure !== "") {
    return "";
  }
  if (search.found === null) {
    return "Searching…";
  }
  const { studies, errors } = search.found;
  if (studies.length > 0) {
    return studies.length === 1 ? "1 study found." : `${studies.length} studies found.`;
  }
  return errors.length > 0 ? "The search could not be completed." : "No shared studies of this patient.";
}

function Problems({ search }: { readonly search: Search | null }) {
  const problems = search === null ? [] : search.failure !== "" ? [search.failure] : (search.found?.errors ?? []);
  return (
    <ul className="failure" role="alert" hidden={problems.length === 0}>
      {problems.map(problem => <li key={problem}>{problem}</li>)}
    </ul>
  );
}
