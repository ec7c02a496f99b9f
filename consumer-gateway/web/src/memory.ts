// What this tab of the browser remembers until it is closed or its user logs out.

const mostPatients = 6;
const wanted = "xdsi.wanted";
const recent = "xdsi.recent";

interface Wanted {
  readonly patient: string;
  /** Who looked at the patient; nobody, when it came with a link. */
  readonly user: string | null;
}

interface Recent {
  readonly user: string;
  readonly patients: readonly string[];
}

/** Whom to show after the log-in. */
export function want(patient: string, user: string | null): void {
  write(wanted, { patient, user } satisfies Wanted);
}

/** Whom this user is to be shown after the log-in; nobody else is shown whom he looked at. */
export function takeWanted(user: string): string | null {
  const remembered = read<Wanted>(wanted);
  sessionStorage.removeItem(wanted);
  return remembered !== null && (remembered.user === null || remembered.user === user) ? remembered.patient : null;
}

export function recentPatients(user: string): readonly string[] {
  const remembered = read<Recent>(recent);
  return remembered?.user === user ? remembered.patients : [];
}

export function remember(user: string, patient: string): readonly string[] {
  const patients = [patient, ...recentPatients(user).filter(other => other !== patient)].slice(0, mostPatients);
  write(recent, { user, patients } satisfies Recent);
  return patients;
}

export function forgetAll(): void {
  sessionStorage.removeItem(wanted);
  sessionStorage.removeItem(recent);
}

function read<T>(key: string): T | null {
  const written = sessionStorage.getItem(key);
  return written === null ? null : (JSON.parse(written) as T);
}

function write(key: string, value: unknown): void {
  sessionStorage.setItem(key, JSON.stringify(value));
}
