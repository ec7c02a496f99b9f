// Whom the sources of studies take the patient for: an image of another person under the right identifier must be seen to be one.
import type { SourcePatient, Study } from "./api";
import { birthday, sexes } from "./patients";

export function described({ name, birthDate, sex }: SourcePatient): string {
  const [family, ...rest] = name.split("^");
  const given = rest.slice(0, 2).filter(word => word !== "").join(" ");
  return [[family, given].filter(word => word !== "").join(", "), birthday(birthDate), sexes[sex] ?? ""]
    .filter(word => word !== "")
    .join(" · ");
}

/** Each person that is named, once and at the greatest length; more than one when the sources do not agree. */
export function persons(studies: readonly Study[]): readonly SourcePatient[] {
  return studies
    .map(study => study.patient)
    .filter(person => described(person) !== "")
    .toSorted((a, b) => described(b).length - described(a).length)
    .reduce<readonly SourcePatient[]>((known, person) => (known.some(other => same(person, other)) ? known : [...known, person]), []);
}

/** What one of them does not say is no contradiction, and neither is how a name is written. */
function same(a: SourcePatient, b: SourcePatient): boolean {
  return agree(a.birthDate, b.birthDate) && agree(a.sex, b.sex) && agree(familyOf(a), familyOf(b));
}

function agree(a: string, b: string): boolean {
  return a === "" || b === "" || a === b;
}

function familyOf(person: SourcePatient): string {
  return person.name
    .split("^", 1)[0]!
    .toLowerCase()
    .replaceAll("ß", "ss")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/([aou])e/g, "$1")
    .replace(/[^\p{L}]/gu, "");
}
