import { expect, test } from "vitest";
import type { SourcePatient, Study } from "../src/api";
import { described, persons } from "../src/persons";

function studies(...patients: readonly SourcePatient[]): Study[] {
  return patients.map(patient => ({
    studyInstanceUID: "1.2.3", documentUniqueId: "1.2.3.1", repositoryUniqueId: "1.2.3.2", homeCommunityId: "", community: "",
    date: "", modalities: [], description: "", institution: "", patient, instances: 1, series: 1
  }));
}

const mueller = { name: "Müller^Jürg^Otto", birthDate: "19700102", sex: "M" };
const nobody = { name: "", birthDate: "", sex: "" };

test("a person is described by what is known", () => {
  expect(described(mueller)).toBe("Müller, Jürg Otto · 1970-01-02 · male");
  expect(described({ ...nobody, birthDate: "19700102" })).toBe("1970-01-02");
  expect(described({ ...nobody, name: "Müller" })).toBe("Müller");
  expect(described(nobody)).toBe("");
});

test("a name written otherwise, or said in part, is the same person", () => {
  expect(persons(studies(
    { ...mueller, name: "MUELLER^JUERG" }, mueller, { ...mueller, birthDate: "" }, { ...nobody, sex: "M" }, nobody
  ))).toEqual([mueller]);
});

test.each([
  ["another birthday", { ...mueller, birthDate: "19700201" }],
  ["another sex", { ...mueller, sex: "F" }],
  ["another family", { ...mueller, name: "Meier^Jürg" }]
])("%s is another person", (_, other) => {
  expect(persons(studies(mueller, other))).toHaveLength(2);
});

test("where nothing is said, nobody is named", () => {
  expect(persons(studies(nobody))).toEqual([]);
  expect(persons([])).toEqual([]);
});
