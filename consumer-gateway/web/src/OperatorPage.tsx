import { ActorTiles } from "./ActorTiles";
import type { Session } from "./api";
import { Backlog } from "./Backlog";
import { size } from "./listing";
import { ago, clock, isWell, words, type Operations } from "./operations";
import { PartnerTable } from "./PartnerTable";
import { RecentErrors } from "./RecentErrors";
import { TransactionTable } from "./TransactionTable";
import { useOperations } from "./useOperations";
import "./operations.css";

interface Properties {
  readonly session: Session;
  readonly expired: () => void;
}

/** How the gateway is, for who keeps it running. */
export function OperatorPage({ session, expired }: Properties) {
  const { seen, failure, again } = useOperations(expired);
  return (
    <main id="main" tabIndex={-1} className="operations">
      <title>Operations – Shared imaging studies</title>
      <div className="line between">
        <h2 className="page">Operations</h2>
        <div className="line">
          {seen === null ? null : (
            <span className="quiet">As of {clock(seen.at, seen.at)}, running for {ago(seen.since, seen.at)}</span>
          )}
          <button type="button" className="plain" onClick={again}>Look again</button>
        </div>
      </div>
      <p className="failure" role="alert" hidden={failure === ""}>
        {failure} {seen === null ? "" : `What you see is from ${clock(seen.at, seen.at)}. It is asked again every 10 seconds.`}
      </p>
      {seen === null ? <p className="status" role="status">{failure === "" ? "Looking…" : ""}</p> : (
        <Seen seen={seen} session={session} stale={failure !== ""} expired={expired} />
      )}
    </main>
  );
}

interface SeenProperties {
  readonly seen: Operations;
  readonly session: Session;
  readonly stale: boolean;
  readonly expired: () => void;
}

function Seen({ seen, session, stale, expired }: SeenProperties) {
  const well = seen.actors.every(isWell);
  return (
    <div className={stale ? "seen stale" : "seen"}>
      <p role="status" className={well ? "summary" : "summary bad"}>{words(seen)}</p>
      <ActorTiles actors={seen.actors} now={seen.at} />
      <Volumes seen={seen} />
      {seen.partners.length === 0 ? null : <PartnerTable partners={seen.partners} now={seen.at} session={session} expired={expired} />}
      <TransactionTable transactions={seen.transactions} />
      <Backlog backlog={seen.backlog} now={seen.at} />
      <RecentErrors errors={seen.errors} now={seen.at} />
    </div>
  );
}

function Volumes({ seen: { volumes, at, since } }: { readonly seen: Operations }) {
  const numbers: readonly (readonly [string, string])[] = [
    ["Studies published", volumes.studies.toLocaleString()],
    ["Images received", volumes.instances.toLocaleString()],
    ["Documents received", volumes.documents.toLocaleString()],
    ["Bytes received", size(volumes.bytesIn)],
    ["Bytes sent", size(volumes.bytesOut)]
  ];
  return (
    <section className="card" aria-labelledby="volumes">
      <h3 id="volumes">Today{volumes.since === since ? `, since ${clock(volumes.since, at)}` : " (UTC)"}</h3>
      <dl className="numbers">
        {numbers.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
