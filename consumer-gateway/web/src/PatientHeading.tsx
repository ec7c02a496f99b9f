import type { Study } from "./api";
import { described, persons } from "./persons";

/** Who the patient is, as far as the sources of the studies say it. */
export function PatientHeading({ patient, studies }: { readonly patient: string; readonly studies: readonly Study[] }) {
  const named = persons(studies);
  return (
    <div>
      <h2>{named.length === 1 ? `${described(named[0]!)} ` : "Patient "}<code>{patient}</code></h2>
      {named.length < 2 ? null : (
        <div className="failure" role="alert">
          <p>The sources do not agree who this patient is. See whose images they are before you rely on them:</p>
          <ul>{named.map(person => <li key={described(person)}>{described(person)}</li>)}</ul>
        </div>
      )}
    </div>
  );
}
