// What the gateway says of itself to an operator, and how that is put into words.
import { ask, type Session } from "./api";

export interface Calls {
  readonly count: number;
  readonly failures: number;
  readonly p50: number;
  readonly p95: number;
}

export interface Actor {
  readonly name: string;
  readonly state: "up" | "down";
  readonly since: string;
  readonly problem: string | null;
  /** What somebody should look at, while it is up. */
  readonly attention: string | null;
}

export interface Partner {
  readonly home: string;
  readonly name: string;
  readonly lastSuccess: string | null;
  readonly lastFailure: string | null;
  readonly reason: string;
  readonly calls: Calls;
}

/** Calls and failures within one minute. */
export type Minute = readonly [number, number];

export interface Transaction {
  readonly transaction: string;
  readonly title: string;
  readonly side: "served" | "called";
  readonly calls: Calls;
  readonly minutes: readonly Minute[];
}

export interface Failure {
  readonly at: string;
  readonly id: string;
  readonly transaction: string;
  readonly actor: string;
  readonly partner: string;
  readonly sentence: string;
}

export interface Troubled {
  readonly study: string;
  readonly state: string;
  readonly reason: string;
  readonly since: string;
  readonly attempts: number;
}

export interface Operations {
  readonly at: string;
  readonly since: string;
  readonly actors: readonly Actor[];
  readonly partners: readonly Partner[];
  readonly volumes: {
    readonly since: string;
    readonly documents: number;
    readonly instances: number;
    readonly studies: number;
    readonly bytesIn: number;
    readonly bytesOut: number;
  };
  readonly transactions: readonly Transaction[];
  readonly errors: readonly Failure[];
  readonly backlog: {
    readonly publications: { readonly studies: Readonly<Record<string, number>>; readonly troubled: readonly Troubled[] } | null;
    readonly publicationsUnknown: boolean;
    readonly audit: { readonly waiting: number; readonly since: string | null; readonly failing: string | null; readonly refusing: string | null };
    readonly sessions: number;
  };
}

export interface Step {
  readonly name: string;
  readonly result: "ok" | "doubt" | "failed";
  readonly millis: number;
  readonly words: string;
}

export interface Checked {
  readonly use: string;
  readonly address: string;
  readonly well: boolean;
  readonly steps: readonly Step[];
}

const patience = 8_000;

/** Who only looks by himself, again and again, keeps no session open. */
export async function look(): Promise<Operations> {
  const response = await ask("/api/operations", { headers: { "X-Background": "true" }, signal: AbortSignal.timeout(patience) });
  return (await response.json()) as Operations;
}

export async function check(session: Session, partner: Partner): Promise<readonly Checked[]> {
  const response = await ask(`/api/operations/partners/${encodeURIComponent(partner.home)}/check`, {
    method: "POST",
    headers: { "X-CSRF-Token": session.csrf }
  });
  return ((await response.json()) as { addresses: readonly Checked[] }).addresses;
}

const titles: Readonly<Record<string, string>> = {
  "registry": "Document Registry",
  "repository": "Document Repository",
  "imaging-source": "Imaging Document Source",
  "consumer": "Document Consumer and portal",
  "audit-repository": "Audit Record Repository",
  "assertion-provider": "X-Assertion Provider",
  "responding-gateway": "Responding Gateway",
  "initiating-gateway": "Initiating Gateway",
  "viewer": "Viewer",
  "database": "Database",
  "audit": "Audit delivery",
  "certificate": "Certificate",
  "assertion-certificate": "Certificate of assertions",
  "settings-files": "Settings files",
  "disk": "Disk",
  "metrics": "Metrics"
};

export function titleOf(name: string): string {
  return titles[name] ?? name;
}

/** How all is, in a sentence. */
export function words({ actors }: Operations): string {
  const named = (some: readonly Actor[], word: string) =>
    some.length === 0 ? [] : [`${word}: ${some.map(actor => titleOf(actor.name)).join(", ")}.`];
  const said = [
    ...named(actors.filter(actor => urgency(actor) === 2), "Not well"),
    ...named(actors.filter(actor => urgency(actor) === 1), "Needs attention")
  ];
  return said.length === 0 ? `All ${actors.length} parts are well.` : said.join(" ");
}

/** What is down comes before what needs attention, and that before what is well. */
function urgency({ state, attention }: Actor): 0 | 1 | 2 {
  return state === "down" ? 2 : attention === null ? 0 : 1;
}

export function isWell(actor: Actor): boolean {
  return urgency(actor) === 0;
}

/** What is in trouble comes first, then by name. */
export function troubledFirst(actors: readonly Actor[]): readonly Actor[] {
  return [...actors].sort((a, b) => urgency(b) - urgency(a) || titleOf(a.name).localeCompare(titleOf(b.name)));
}

/** How long it has been, roughly. */
export function ago(then: string, now: string): string {
  const seconds = Math.max(0, Math.round((Date.parse(now) - Date.parse(then)) / 1000));
  if (seconds < 60) {
    return `${seconds} s`;
  }
  if (seconds < 3_600) {
    return `${Math.floor(seconds / 60)} min`;
  }
  if (seconds < 172_800) {
    return `${Math.floor(seconds / 3_600)} h`;
  }
  return `${Math.floor(seconds / 86_400)} days`;
}

/** The time of day here, and the day where that is not today's. */
export function clock(then: string, now: string): string {
  const time = new Date(then);
  const day = time.toDateString() === new Date(now).toDateString() ? "" : `${time.toLocaleDateString()} `;
  return day + time.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false });
}

/** A duration, with as many digits as help. */
export function duration(millis: number): string {
  if (millis >= 10_000) {
    return `${Math.round(millis / 1000)} s`;
  }
  if (millis >= 1_000) {
    return `${(millis / 1000).toFixed(1)} s`;
  }
  return `${millis >= 10 ? Math.round(millis) : millis.toFixed(1)} ms`;
}

/** What the small bars say, for who does not see them. */
export function barsInWords(minutes: readonly Minute[]): string {
  const sum = (place: 0 | 1) => minutes.reduce((all, minute) => all + minute[place], 0);
  const failed = sum(1);
  return `${sum(0)} in the last ${minutes.length} minutes` + (failed === 0 ? "" : `, ${failed} failed`);
}
