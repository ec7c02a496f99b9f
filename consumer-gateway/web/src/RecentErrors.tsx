import { useState } from "react";
import { clock, titleOf, type Failure } from "./operations";

interface Properties {
  readonly errors: readonly Failure[];
  readonly now: string;
}

/** The last errors; the id leads to the log. */
export function RecentErrors({ errors, now }: Properties) {
  const [copied, setCopied] = useState("");

  async function copy(id: string) {
    await navigator.clipboard.writeText(id);
    setCopied(id);
  }

  return (
    <section className="card list" aria-labelledby="errors">
      <h3 id="errors">Last errors</h3>
      <p className="unseen" role="status">{copied === "" ? "" : `Copied ${copied}`}</p>
      {errors.length === 0 ? <p className="hint">None since the start.</p> : (
        <div className="scroll" role="region" aria-label="Table of the last errors" tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">Time</th>
                <th scope="col">Transaction</th>
                <th scope="col">Where</th>
                <th scope="col">What</th>
                <th scope="col">Error id</th>
              </tr>
            </thead>
            <tbody>
              {errors.map(({ at, id, transaction, actor, sentence }, place) => (
                <tr key={`${at} ${errors.length - place}`}>
                  <td className="date">{clock(at, now)}</td>
                  <td>{transaction === "" ? null : <span className="modality">{transaction}</span>}</td>
                  <td>{actor === "" ? "" : titleOf(actor)}</td>
                  <td className="description">{sentence}</td>
                  <td className="date">
                    {id === "" ? null : (
                      <button type="button" className="chip" title={id} onClick={() => void copy(id)}
                        aria-label={copied === id ? `Copied: the error id ${id}` : `Copy the error id ${id}`}>
                        {copied === id ? "Copied" : id.slice(0, 8)}
                      </button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
