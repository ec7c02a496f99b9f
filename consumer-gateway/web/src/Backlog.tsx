import { ago, type Operations, type Troubled } from "./operations";

interface Properties {
  readonly backlog: Operations["backlog"];
  readonly now: string;
}

const states: readonly (readonly [string, string])[] = [
  ["receiving", "Studies arriving"],
  ["due", "Studies due"],
  ["publishing", "Studies on their way"],
  ["failed", "Studies that failed"],
  ["held", "Studies that wait for you"],
  ["delayed", "Studies that a rule delays"],
  ["withheld", "Studies that a rule withholds"]
];

/** What waits to be done. */
export function Backlog({ backlog, now }: Properties) {
  const { publications, publicationsUnknown, audit, sessions } = backlog;
  return (
    <section className="card" aria-labelledby="backlog">
      <h3 id="backlog">Backlog</h3>
      <dl className="numbers">
        {publications === null ? null : states.map(([state, title]) => {
          const count = publications.studies[state] ?? 0;
          return (
            <div key={state}>
              <dt>{title}</dt>
              <dd className={count > 0 && (state === "failed" || state === "held") ? "failed" : ""}>{count.toLocaleString()}</dd>
            </div>
          );
        })}
        <div>
          <dt>Audit messages waiting</dt>
          <dd className={audit.failing === null && audit.refusing === null ? "" : "failed"}>
            {audit.waiting.toLocaleString()}{audit.since === null ? "" : <small> for {ago(audit.since, now)}</small>}
          </dd>
        </div>
        <div>
          <dt>Sessions of the portal</dt>
          <dd>{sessions.toLocaleString()}</dd>
        </div>
      </dl>
      {publicationsUnknown ? <p className="failure">Which studies are not published is not known now: the database does not answer.</p> : null}
      {audit.refusing === null ? null : <p className="failure">No transaction is performed: {audit.refusing}</p>}
      {audit.failing === null ? null : <p className="failure">Audit messages are not delivered: {audit.failing}</p>}
      {publications === null || publications.troubled.length === 0 ? null : <TroubledStudies studies={publications.troubled} now={now} />}
    </section>
  );
}

function TroubledStudies({ studies, now }: { readonly studies: readonly Troubled[]; readonly now: string }) {
  return (
    <ul className="troubled">
      {studies.map(({ study, state, reason, since, attempts }) => (
        <li key={study}>
          <code>{study}</code> {state}{attempts > 1 ? ` after ${attempts} attempts` : ""}, last image {ago(since, now)} ago: {reason}
        </li>
      ))}
    </ul>
  );
}
