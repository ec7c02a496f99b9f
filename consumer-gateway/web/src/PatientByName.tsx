import { useState, type FormEvent } from "react";
import { LoggedOut, told } from "./api";
import { described, findPatients, type Patient } from "./patients";

interface Properties {
  readonly chosen: (patient: string) => void;
  readonly expired: () => void;
}

/** Finds the identifier of a patient whose name and birthday are known. */
export function PatientByName({ chosen, expired }: Properties) {
  const [found, setFound] = useState<readonly Patient[] | null>(null);
  const [failure, setFailure] = useState("");

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setFound(null);
    setFailure("");
    const written = new FormData(event.currentTarget);
    try {
      setFound(await findPatients(String(written.get("family")).trim(), String(written.get("birth"))));
    } catch (refused) {
      if (refused instanceof LoggedOut) {
        expired();
      } else {
        setFailure(told(refused));
      }
    }
  }

  return (
    <details className="by-name">
      <summary>Find the identifier by name and date of birth</summary>
      <form autoComplete="off" onSubmit={submit}>
        <div className="line">
          <label>Family name <input name="family" type="text" required maxLength={100} spellCheck={false} /></label>
          <label>Date of birth <input name="birth" type="date" required /></label>
          <button type="submit" className="plain">Find patient</button>
        </div>
      </form>
      <p className="failure" role="alert" hidden={failure === ""}>{failure}</p>
      <div role="status">
        {found === null ? null : found.length === 0 ? <p className="hint">No such patient is known here.</p> : (
          <ul className="patients" aria-label="Patients found">
            {found.map(patient => (
              <li key={patient.id}>
                <button type="button" className="plain" onClick={() => chosen(patient.id)}>
                  {described(patient)} <code>{patient.id}</code>
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </details>
  );
}
