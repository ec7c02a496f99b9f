import { Bars } from "./Bars";
import { duration, type Transaction } from "./operations";

/** What was served and called since the start, and how long that took. */
export function TransactionTable({ transactions }: { readonly transactions: readonly Transaction[] }) {
  return (
    <section className="card list" aria-labelledby="transactions">
      <h3 id="transactions">Transactions</h3>
      {transactions.length === 0 ? <p className="hint">Nothing was asked for yet.</p> : (
        <div className="scroll" role="region" aria-label="Table of transactions" tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">Transaction</th>
                <th scope="col">Side</th>
                <th scope="col">Last 30 minutes</th>
                <th scope="col" className="number">Calls</th>
                <th scope="col" className="number">Failed</th>
                <th scope="col" className="number">Half within</th>
                <th scope="col" className="number">95 % within</th>
              </tr>
            </thead>
            <tbody>
              {transactions.map(({ transaction, title, side, calls, minutes }) => (
                <tr key={`${transaction} ${side}`}>
                  <th scope="row"><span className="modality">{transaction}</span> <span className="title">{title}</span></th>
                  <td>{side}</td>
                  <td><Bars minutes={minutes} /></td>
                  <td className="number">{calls.count.toLocaleString()}</td>
                  <td className={calls.failures > 0 ? "number failed" : "number"}>{calls.failures.toLocaleString()}</td>
                  <td className="number">{duration(calls.p50)}</td>
                  <td className="number">{duration(calls.p95)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
