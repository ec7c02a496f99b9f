// A search while its answers come, community by community.
import { ask, type Study } from "./api";
import { values } from "./ndjson";

export interface Search {
  readonly patient: string;
  readonly studies: readonly Study[];
  /** Who did not answer, and what else a reader must know. */
  readonly problems: readonly string[];
  /** Those who have not answered yet. */
  readonly waiting: readonly string[];
  /** Nothing more comes. */
  readonly over: boolean;
}

type Line =
  | { readonly patient: string; readonly asked: readonly string[] }
  | { readonly community: string; readonly studies: readonly Study[]; readonly errors: readonly string[] }
  | { readonly complete: boolean };

export function begun(patient: string): Search {
  return { patient, studies: [], problems: [], waiting: [], over: false };
}

export function failed(search: Search, why: string): Search {
  return { ...search, problems: [...search.problems, why], waiting: [], over: true };
}

export function after(search: Search, line: Line): Search {
  if ("asked" in line) {
    return { ...search, patient: line.patient, waiting: line.asked };
  }
  if ("complete" in line) {
    return { ...search, waiting: [], over: true };
  }
  const answered = search.waiting.indexOf(line.community);
  return {
    ...search,
    studies: [...search.studies, ...line.studies],
    problems: [...search.problems, ...line.errors.filter(error => !search.problems.includes(error))],
    waiting: search.waiting.filter((_, index) => index !== answered)
  };
}

/** Hands over the search anew with each line that comes, until it is over. */
export async function find(patient: string, signal: AbortSignal, now: (search: Search) => void): Promise<void> {
  let search = begun(patient);
  const response = await ask(`/api/studies/stream?patient=${encodeURIComponent(patient)}`, { signal });
  if (response.body !== null) {
    try {
      for await (const line of values(response.body)) {
        search = after(search, line as Line);
        now(search);
      }
    } catch (failure) {
      if (signal.aborted) {
        throw failure;
      }
    }
  }
  if (!search.over) {
    now(failed(search, "The answer broke off: studies may be missing. Please search again."));
  }
}

/** Where the search stands, in a sentence. */
export function words(search: Search): string {
  const { studies, waiting, problems, over } = search;
  const found = studies.length === 0 ? "" : studies.length === 1 ? "1 study found" : `${studies.length} studies found`;
  if (!over) {
    const asked = waiting.map(name => (name === "" ? "this community" : name));
    return (found === "" ? "Searching" : found + " so far") + (asked.length === 0 ? "…" : `; waiting for ${listed(asked)}…`);
  }
  if (found !== "") {
    return found + ".";
  }
  return problems.length > 0 ? "The search could not be completed." : "No shared studies of this patient that you may see.";
}

function listed(names: readonly string[]): string {
  const most = 4;
  const named = names.slice(0, most);
  const further = names.length - named.length;
  return further > 0
    ? `${named.join(", ")} and ${further} more`
    : named.length > 1
      ? `${named.slice(0, -1).join(", ")} and ${named.at(-1)}`
      : (named[0] ?? "");
}
