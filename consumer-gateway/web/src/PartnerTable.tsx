import { Fragment, useState } from "react";
import { LoggedOut, told, type Session } from "./api";
import { ago, check, duration, type Checked, type Partner } from "./operations";

interface Properties {
  readonly partners: readonly Partner[];
  readonly now: string;
  readonly session: Session;
  readonly expired: () => void;
}

type Check = { kind: "running" } | { kind: "done"; found: readonly Checked[] } | { kind: "failed"; why: string };

/** The communities that are called, and how that goes. */
export function PartnerTable({ partners, now, session, expired }: Properties) {
  const [checks, setChecks] = useState<ReadonlyMap<string, Check>>(new Map());

  async function start(partner: Partner) {
    const now = (state: Check) => setChecks(all => new Map(all).set(partner.home, state));
    now({ kind: "running" });
    try {
      now({ kind: "done", found: await check(session, partner) });
    } catch (failure) {
      if (failure instanceof LoggedOut) {
        expired();
      } else {
        now({ kind: "failed", why: told(failure) });
      }
    }
  }

  return (
    <section className="card list" aria-labelledby="partners">
      <h3 id="partners">Partner communities</h3>
      <div className="scroll" role="region" aria-label="Table of partner communities" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Community</th>
              <th scope="col">Last answer</th>
              <th scope="col">Last failure</th>
              <th scope="col" className="number">Calls</th>
              <th scope="col" className="number">Failed</th>
              <th scope="col" className="number">Half within</th>
              <th scope="col" className="number">95 % within</th>
              <th scope="col"><span className="unseen">What to do</span></th>
            </tr>
          </thead>
          <tbody>
            {partners.map(partner => {
              const state = checks.get(partner.home);
              return (
                <Fragment key={partner.home}>
                  <tr>
                    <th scope="row">{partner.name}</th>
                    <td>{partner.lastSuccess === null ? <span className="quiet">none yet</span> : `${ago(partner.lastSuccess, now)} ago`}</td>
                    <td>
                      {partner.lastFailure === null ? <span className="quiet">none</span> : (
                        <span className={isFailing(partner) ? "failed" : ""}>{ago(partner.lastFailure, now)} ago: {partner.reason}</span>
                      )}
                    </td>
                    <td className="number">{partner.calls.count.toLocaleString()}</td>
                    <td className={partner.calls.failures > 0 ? "number failed" : "number"}>{partner.calls.failures.toLocaleString()}</td>
                    <td className="number">{partner.calls.count === 0 ? "–" : duration(partner.calls.p50)}</td>
                    <td className="number">{partner.calls.count === 0 ? "–" : duration(partner.calls.p95)}</td>
                    <td className="actions">
                      <button type="button" className="plain" aria-label={`Check ${partner.name}`} disabled={state?.kind === "running"}
                        aria-busy={state?.kind === "running"} onClick={() => void start(partner)}>Check</button>
                    </td>
                  </tr>
                  {state === undefined ? null : (
                    <tr className="more">
                      <td colSpan={8}><CheckState name={partner.name} check={state} /></td>
                    </tr>
                  )}
                </Fragment>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function isFailing({ lastSuccess, lastFailure }: Partner): boolean {
  return lastFailure !== null && (lastSuccess === null || lastFailure > lastSuccess);
}

function CheckState({ name, check }: { readonly name: string; readonly check: Check }) {
  switch (check.kind) {
    case "running":
      return <span role="status">Trying the addresses of {name}…</span>;
    case "failed":
      return <span role="alert" className="failed">{check.why}</span>;
    case "done":
      return (
        <div role="status">
          {check.found.every(({ well }) => well) ? `${name} can be worked with.` : <span className="failed">{name} cannot be worked with.</span>}
          {check.found.map(({ use, address, steps }) => (
            <div key={use} className="checked">
              <strong>{use}</strong> <code>{address}</code>
              <ul>
                {steps.map(step => (
                  <li key={step.name} className={step.result === "failed" ? "failed" : ""}>
                    {step.name}: {step.result}, {duration(step.millis)}; {step.words}
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </div>
      );
  }
}
