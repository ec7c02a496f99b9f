// What the portal's REST interface answers, and how it is asked.

export interface Emergency {
  readonly patient: string;
  readonly until: string;
}

export interface Session {
  readonly user: string;
  readonly name: string;
  readonly organization: string | null;
  readonly roles: readonly string[];
  readonly breakGlass: boolean;
  readonly administrator: boolean;
  readonly emergencies: readonly Emergency[];
  readonly csrf: string;
}

/** Whom a source takes the patient for; what it does not say is empty. */
export interface SourcePatient {
  /** As DICOM writes it: family^given^middle^prefix^suffix. */
  readonly name: string;
  /** YYYYMMDD. */
  readonly birthDate: string;
  readonly sex: string;
}

export interface Study {
  readonly studyInstanceUID: string;
  readonly documentUniqueId: string;
  readonly repositoryUniqueId: string;
  readonly homeCommunityId: string;
  readonly community: string;
  readonly date: string;
  readonly modalities: readonly string[];
  readonly description: string;
  readonly institution: string;
  readonly patient: SourcePatient;
  readonly instances: number;
  readonly series: number;
}

/** How a patient shares images, as far as this user may know it. */
export interface ConsentState {
  readonly state: "UNTOLD" | "SHARED" | "EMERGENCY_ONLY" | "EMERGENCY";
  readonly since: string | null;
}

/** The portal does not do what was asked, and says why in a sentence. */
export class Refused extends Error {}

/** Nobody is logged in, or no longer. */
export class LoggedOut extends Error {}

export async function ask(address: string, change?: RequestInit): Promise<Response> {
  const response = await fetch(address, { cache: "no-store", ...change });
  if (response.status === 401) {
    throw new LoggedOut(await sentence(response));
  }
  if (!response.ok) {
    throw new Refused(await sentence(response));
  }
  return response;
}

async function sentence(response: Response): Promise<string> {
  if (response.headers.get("Content-Type")?.startsWith("application/json")) {
    const answer = (await response.json()) as { error?: unknown };
    if (typeof answer.error === "string") {
      return answer.error;
    }
  }
  if (response.status === 404) {
    return "This portal does not offer that.";
  }
  return `The portal answers with status ${response.status}.`;
}

/** What to tell a person about a failure; what nobody foresaw goes to the console too. */
export function told(failure: unknown): string {
  if (failure instanceof Refused || failure instanceof LoggedOut) {
    return failure.message;
  }
  console.error(failure);
  return "The portal does not answer. Please try again.";
}

/** Who is logged in; that nobody is, is an answer too. */
export async function whoIsThere(): Promise<Session | null> {
  const response = await ask("/api/session?optional");
  return response.status === 204 ? null : ((await response.json()) as Session);
}

export async function logIn(user: string, password: string): Promise<Session> {
  return (await (await ask("/api/session", posted({ user, password }))).json()) as Session;
}

export async function logOut(session: Session): Promise<void> {
  await ask("/api/session", { method: "DELETE", headers: { "X-CSRF-Token": session.csrf } });
}

export async function stateEmergency(session: Session, patient: string, reason: string): Promise<Session> {
  const change = posted({ patient, reason }, session.csrf);
  return (await (await ask("/api/session/emergency", change)).json()) as Session;
}

export async function consentOf(patient: string, signal: AbortSignal): Promise<ConsentState> {
  return (await (await ask(`/api/consent?patient=${encodeURIComponent(patient)}`, { signal })).json()) as ConsentState;
}

/** Where the viewer shows a study to this user: an address that works once, and soon. */
export async function viewerOf(session: Session, study: Study): Promise<string> {
  const change = posted({ study: study.studyInstanceUID }, session.csrf);
  return ((await (await ask("/api/viewer-ticket", change)).json()) as { url: string }).url;
}

function posted(body: unknown, csrf?: string): RequestInit {
  return {
    method: "POST",
    headers: { "Content-Type": "application/json", ...(csrf === undefined ? {} : { "X-CSRF-Token": csrf }) },
    body: JSON.stringify(body)
  };
}
