// How the list of studies is ordered, narrowed and put into words.
import type { Study } from "./api";

export type Column = "date" | "modalities" | "description" | "institution" | "community" | "instances";

export interface Order {
  readonly column: Column;
  readonly descending: boolean;
}

export const newestFirst: Order = { column: "date", descending: true };

/** The same column again turns the order round; numbers and dates begin with the largest. */
export function ordered(by: Order, column: Column): Order {
  return by.column === column
    ? { column, descending: !by.descending }
    : { column, descending: column === "date" || column === "instances" };
}

export function communityOf(study: Study): string {
  return study.community === "" ? "This one" : study.community;
}

/** Unlike its UID alone, this tells apart a study that two communities share. */
export function keyOf(study: Study): string {
  return `${study.homeCommunityId} ${study.repositoryUniqueId} ${study.documentUniqueId} ${study.studyInstanceUID}`;
}

export function nameOf(study: Study): string {
  return [study.description || "study without description", study.date].filter(word => word !== "").join(", ");
}

const alphabet = new Intl.Collator("en", { sensitivity: "base", numeric: true });

export function sorted(studies: readonly Study[], by: Order): Study[] {
  const sign = by.descending ? -1 : 1;
  return studies.toSorted((a, b) =>
    by.column === "instances"
      ? sign * (a.instances - b.instances)
      : sign * alphabet.compare(text(a, by.column), text(b, by.column)));
}

function text(study: Study, column: Exclude<Column, "instances">): string {
  switch (column) {
    case "modalities":
      return study.modalities.join(", ");
    case "community":
      return communityOf(study);
    default:
      return study[column];
  }
}

/** Every word must be somewhere in the line. */
export function narrowed(studies: readonly Study[], words: string): readonly Study[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(word => word !== "");
  return wanted.length === 0
    ? studies
    : studies.filter(study => {
        const line = [study.date, study.modalities.join(" "), study.description, study.institution, communityOf(study)]
          .join(" ")
          .toLowerCase();
        return wanted.every(word => line.includes(word));
      });
}

export function counted(found: number, shown: number): string {
  const studies = found === 1 ? "1 study" : `${found} studies`;
  return shown === found ? `${studies} found.` : `${shown} of ${studies} shown.`;
}

/** What is wrong with a patient's id, as far as it can be said without asking; empty when nothing is. */
export function faultOf(patient: string): string {
  if (patient === "") {
    return "Please give the patient's identifier.";
  }
  return /^[%*?_\s]+$/.test(patient) || /[%*]/.test(patient)
    ? "A search is for one patient: % and * stand for nothing here. Please give the whole identifier."
    : "";
}

export function size(bytes: number): string {
  return bytes < 1_000_000
    ? `${Math.ceil(bytes / 1_000)} kB`
    : bytes < 1_000_000_000
      ? `${(bytes / 1_000_000).toFixed(1)} MB`
      : `${(bytes / 1_000_000_000).toFixed(2)} GB`;
}

export function thumbnailOf(study: Study): string {
  return `/api/thumbnails/${encodeURIComponent(study.studyInstanceUID)}?viewport=128,128`;
}
