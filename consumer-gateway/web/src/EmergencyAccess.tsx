import { useRef, useState, type FormEvent } from "react";
import { LoggedOut, stateEmergency, told, type Session } from "./api";

interface Properties {
  readonly session: Session;
  readonly patient: string;
  readonly stated: (session: Session, patient: string) => void;
  readonly expired: () => void;
}

/** Break-glass: the emergencies that hold, and the dialog in which one is stated with its reason. */
export function EmergencyAccess({ session, patient, stated, expired }: Properties) {
  const dialog = useRef<HTMLDialogElement>(null);
  const reason = useRef<HTMLInputElement>(null);
  const [failure, setFailure] = useState("");

  function open() {
    dialog.current?.showModal();
    if (patient !== "") {
      reason.current?.focus();
    }
  }

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setFailure("");
    const form = event.currentTarget;
    const written = new FormData(form);
    const of = String(written.get("patient")).trim();
    try {
      const renewed = await stateEmergency(session, of, String(written.get("reason")).trim());
      dialog.current?.close();
      form.reset();
      stated(renewed, of);
    } catch (refused) {
      if (refused instanceof LoggedOut) {
        expired();
      } else {
        setFailure(told(refused));
      }
    }
  }

  return (
    <>
      {session.emergencies.length === 0 ? null : (
        <section className="warning" aria-label="Emergencies">
          <ul>
            {session.emergencies.map(one => (
              <li key={one.patient}>
                Emergency access to <code>{one.patient}</code> until{" "}
                <time dateTime={one.until}>{new Date(one.until).toLocaleTimeString()}</time>
              </li>
            ))}
          </ul>
        </section>
      )}
      {session.breakGlass ? (
        <button type="button" className="plain alarm" onClick={open}>Emergency access…</button>
      ) : null}
      <dialog ref={dialog} aria-labelledby="emergency" onClose={() => setFailure("")}>
        <form autoComplete="off" onSubmit={submit}>
          <h2 id="emergency">Emergency access</h2>
          <p>
            For some minutes this opens the studies of this one patient to you, against the patient's consent if need be. It is
            recorded as a security alert with your name and your reason, and will be reviewed.
          </p>
          <label htmlFor="emergency-patient">Patient identifier</label>
          <input key={patient} id="emergency-patient" name="patient" type="text" required spellCheck={false} maxLength={260}
            defaultValue={patient} placeholder="1234^^^&1.2.3.4&ISO" />
          <label htmlFor="reason">Reason</label>
          <input id="reason" name="reason" type="text" required maxLength={500} ref={reason}
            placeholder="Why this cannot wait for consent" />
          <p className="failure" role="alert" hidden={failure === ""}>{failure}</p>
          <div className="line end">
            <button type="button" className="plain" onClick={() => dialog.current?.close()}>Cancel</button>
            <button type="submit" className="alarm">State an emergency</button>
          </div>
        </form>
      </dialog>
    </>
  );
}
