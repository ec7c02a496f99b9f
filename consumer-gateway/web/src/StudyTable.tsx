import { useDeferredValue, useMemo, useState } from "react";
import type { Session, Study } from "./api";
import { counted, keyOf, narrowed, newestFirst, ordered, sorted, type Column } from "./listing";
import { PatientHeading } from "./PatientHeading";
import { StudyRow } from "./StudyRow";
import { useDownloads } from "./useDownloads";
import { useViewer } from "./useViewer";

interface Properties {
  readonly session: Session;
  readonly patient: string;
  readonly studies: readonly Study[];
  readonly expired: () => void;
}

const columns: readonly { readonly column: Column; readonly title: string; readonly number?: true }[] = [
  { column: "date", title: "Date" },
  { column: "modalities", title: "Modality" },
  { column: "description", title: "Description" },
  { column: "institution", title: "Institution" },
  { column: "community", title: "Community" },
  { column: "instances", title: "Images", number: true }
];

/** All studies of a patient in one table, whoever shares them. */
export function StudyTable({ session, patient, studies, expired }: Properties) {
  const [order, setOrder] = useState(newestFirst);
  const [words, setWords] = useState("");
  const wanted = useDeferredValue(words);
  const lines = useMemo(() => sorted(narrowed(studies, wanted), order), [studies, wanted, order]);
  const { downloads, start } = useDownloads(patient, expired);
  const { failure, open } = useViewer(session, expired);

  return (
    <section className="card list" aria-label="Studies">
      <div className="line between">
        <PatientHeading patient={patient} studies={studies} />
        <div className="filter">
          <label htmlFor="filter">Filter</label>
          <input id="filter" type="search" maxLength={100} autoComplete="off" spellCheck={false} value={words}
            onChange={event => setWords(event.target.value)} />
        </div>
      </div>
      <p className="hint" role="status">{wanted === "" ? "" : counted(studies.length, lines.length)}</p>
      <p className="failure" role="alert" hidden={failure === ""}>{failure}</p>
      <div className="scroll" role="region" aria-label="Table of studies" tabIndex={0}>
        <table>
          <caption className="unseen">Studies of patient {patient}</caption>
          <thead>
            <tr>
              <th scope="col"><span className="unseen">Thumbnail</span></th>
              {columns.map(({ column, title, number }) => (
                <th key={column} scope="col" className={number ? "number" : undefined}
                  aria-sort={order.column !== column ? undefined : order.descending ? "descending" : "ascending"}>
                  <button type="button" className="sort" onClick={() => setOrder(ordered(order, column))}>{title}</button>
                </th>
              ))}
              <th scope="col"><span className="unseen">What to do</span></th>
            </tr>
          </thead>
          <tbody>
            {lines.map(study => (
              <StudyRow key={keyOf(study)} study={study} download={downloads.get(keyOf(study))} start={start}
                open={open} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
