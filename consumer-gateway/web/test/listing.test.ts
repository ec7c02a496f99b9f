import { expect, test } from "vitest";
import type { Study } from "../src/api";
import { communityOf, counted, faultOf, keyOf, nameOf, narrowed, newestFirst, ordered, size, sorted } from "../src/listing";

function study(fields: Partial<Study>): Study {
  return {
    studyInstanceUID: "1.2.3", documentUniqueId: "1.2.3.1", repositoryUniqueId: "1.2.3.2", homeCommunityId: "", community: "",
    date: "2024-01-02", modalities: ["CT"], description: "CT Chest", institution: "Radiology North",
    patient: { name: "", birthDate: "", sex: "" }, instances: 3, series: 1, ...fields
  };
}

const head = study({ date: "2023-05-06", modalities: ["MR"], description: "MR Head", community: "South", instances: 40 });
const chest = study({});
const undated = study({ date: "", description: "", institution: "", instances: 5 });

test("the newest study comes first, and one without a date last", () => {
  expect(sorted([undated, head, chest], newestFirst)).toEqual([chest, head, undated]);
});

test("images are ordered as numbers", () => {
  expect(sorted([head, chest, undated], { column: "instances", descending: false })).toEqual([chest, undated, head]);
});

test("what is alike keeps its order in both directions", () => {
  const other = study({ studyInstanceUID: "9" });
  expect(sorted([chest, other], { column: "institution", descending: false })).toEqual([chest, other]);
  expect(sorted([chest, other], { column: "institution", descending: true })).toEqual([chest, other]);
});

test("the community that is this one is ordered by the words that are shown", () => {
  expect(sorted([chest, head], { column: "community", descending: false })).toEqual([head, chest]);
  expect(communityOf(chest)).toBe("This one");
});

test("a second click turns the order round", () => {
  const first = ordered(newestFirst, "description");
  expect(first).toEqual({ column: "description", descending: false });
  expect(ordered(first, "description").descending).toBe(true);
  expect(ordered(first, "instances").descending).toBe(true);
});

test("all words must be in the line, in any case and any column", () => {
  expect(narrowed([head, chest], "ct north")).toEqual([chest]);
  expect(narrowed([head, chest], "SOUTH mr")).toEqual([head]);
  expect(narrowed([head, chest], "south ct")).toEqual([]);
  expect(narrowed([head, chest], "  ")).toEqual([head, chest]);
});

test("what partners wrote is no pattern", () => {
  expect(narrowed([head, study({ description: "a.*(b" })], ".*(")).toHaveLength(1);
});

test("the same study of two communities has two keys", () => {
  expect(keyOf(chest)).not.toBe(keyOf(study({ homeCommunityId: "urn:oid:1.2" })));
});

test("every study has a name to be spoken", () => {
  expect(nameOf(chest)).toBe("CT Chest, 2024-01-02");
  expect(nameOf(undated)).toBe("study without description");
});

test("counts are sentences", () => {
  expect(counted(1, 1)).toBe("1 study found.");
  expect(counted(12, 12)).toBe("12 studies found.");
  expect(counted(12, 3)).toBe("3 of 12 studies shown.");
});

test.each(["%", "*", "MARY%", "%^^^&1.2.3&ISO", "***"])("%j is no search for everybody", patient => {
  expect(faultOf(patient)).toContain("stand for nothing here");
});

test("a patient without wildcards is for the portal to judge", () => {
  expect(faultOf("MARY-1^^^&1.2.3&ISO")).toBe("");
  expect(faultOf("nonsense")).toBe("");
  expect(faultOf("")).toContain("give the patient's identifier");
});

test("sizes are for people", () => {
  expect(size(999)).toBe("1 kB");
  expect(size(12_345_678)).toBe("12.3 MB");
  expect(size(2_500_000_000)).toBe("2.50 GB");
});
