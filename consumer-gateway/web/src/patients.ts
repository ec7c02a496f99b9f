// Patients by name and birthday, where this portal's registry is told of them.
import { ask } from "./api";

export interface Patient {
  readonly id: string;
  readonly names: readonly { readonly family: string; readonly given: readonly string[] }[];
  readonly birth: string | null;
  readonly sex: string | null;
}

/** @param birth as a date field gives it: YYYY-MM-DD */
export async function findPatients(family: string, birth: string): Promise<readonly Patient[]> {
  const query = new URLSearchParams({ family, birth: birth.replaceAll("-", "") });
  return ((await (await ask(`/api/patients?${query}`)).json()) as { patients: readonly Patient[] }).patients;
}

export function described(patient: Patient): string {
  const name = patient.names[0];
  return [
    name === undefined ? "" : [name.family, ...name.given].join(", "),
    birthday(patient.birth),
    sexes[patient.sex ?? ""] ?? ""
  ].filter(word => word !== "").join(" · ");
}

export const sexes: Readonly<Record<string, string>> = { F: "female", M: "male", O: "other" };

/** The day of an HL7 time (YYYYMMDD…). */
export function birthday(birth: string | null): string {
  const day = /^(\d{4})(\d{2})(\d{2})/.exec(birth ?? "");
  return day === null ? (birth ?? "") : `${day[1]}-${day[2]}-${day[3]}`;
}
