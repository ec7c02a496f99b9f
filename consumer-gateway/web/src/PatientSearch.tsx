import { useEffect, useState, type FormEvent } from "react";
import { faultOf } from "./listing";
import { PatientByName } from "./PatientByName";

interface Properties {
  readonly patient: string;
  readonly recent: readonly string[];
  readonly searching: boolean;
  readonly find: (patient: string) => void;
  readonly expired: () => void;
}

export function PatientSearch({ patient, recent, searching, find, expired }: Properties) {
  const [typed, setTyped] = useState(patient);
  const [fault, setFault] = useState("");

  // The patient may also have been chosen elsewhere: by a link, or in the dialog of an emergency.
  useEffect(() => {
    if (patient !== "") {
      setTyped(patient);
    }
  }, [patient]);

  function submit(event: FormEvent) {
    event.preventDefault();
    const wanted = typed.trim();
    const wrong = faultOf(wanted);
    setFault(wrong);
    if (wrong === "") {
      find(wanted);
    }
  }

  return (
    <section className="card" aria-label="Patient">
      <form role="search" autoComplete="off" onSubmit={submit}>
        <label htmlFor="patient">Patient identifier</label>
        <div className="line">
          <input id="patient" name="patient" type="text" required autoFocus spellCheck={false} maxLength={260}
            aria-describedby="hint" aria-invalid={fault !== ""} placeholder="1234^^^&1.2.3.4&ISO"
            value={typed} onChange={event => setTyped(event.target.value)} />
          <button type="submit" aria-busy={searching}>Search</button>
        </div>
        <p className="failure" role="alert" hidden={fault === ""}>{fault}</p>
        <p id="hint" className="hint">
          The identifier, three carets, and the OID of the authority that assigned it: <code>1234^^^&amp;1.2.3.4&amp;ISO</code>
        </p>
      </form>
      <PatientByName chosen={find} expired={expired} />
      {recent.length === 0 ? null : (
        <div className="recent">
          <h2 id="recent">Looked at in this tab</h2>
          <ul aria-labelledby="recent">
            {recent.map(one => (
              <li key={one}><button type="button" className="chip" onClick={() => find(one)}>{one}</button></li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}
