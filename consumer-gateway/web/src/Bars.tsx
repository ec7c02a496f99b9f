import { barsInWords, type Minute } from "./operations";

const height = 24;
const step = 4;

/** Calls minute by minute as small bars; those that failed in the colour of trouble. */
export function Bars({ minutes }: { readonly minutes: readonly Minute[] }) {
  const most = Math.max(1, ...minutes.map(([calls]) => calls));
  const high = (count: number) => (count === 0 ? 0 : Math.max(1.5, (count / most) * height));
  return (
    <svg className="bars" role="img" aria-label={barsInWords(minutes)} viewBox={`0 0 ${minutes.length * step} ${height}`}
      width={minutes.length * step} height={height}>
      {minutes.map(([calls, failures], place) => (
        <g key={place}>
          <rect x={place * step} y={height - high(calls)} width={step - 1} height={high(calls)} />
          <rect className="bad" x={place * step} y={height - high(failures)} width={step - 1} height={high(failures)} />
        </g>
      ))}
      <line x1="0" x2={minutes.length * step} y1={height - 0.25} y2={height - 0.25} />
    </svg>
  );
}
