import { beforeEach, expect, test, vi } from "vitest";
import { forgetAll, recentPatients, remember, takeWanted, want } from "../src/memory";

const kept = new Map<string, string>();
vi.stubGlobal("sessionStorage", {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => kept.set(key, value),
  removeItem: (key: string) => kept.delete(key)
});

beforeEach(() => kept.clear());

test("after a session's end the same user comes back to his patient, once", () => {
  want("MARY", "ada");
  expect(takeWanted("ada")).toBe("MARY");
  expect(takeWanted("ada")).toBeNull();
});

test("another user is not shown whom the one before looked at", () => {
  want("MARY", "ada");
  expect(takeWanted("eve")).toBeNull();
  expect(takeWanted("ada")).toBeNull();
});

test("a link is followed by whoever logs in", () => {
  want("MARY", null);
  expect(takeWanted("eve")).toBe("MARY");
});

test("the patients of a tab are few, the last one first, and each once", () => {
  for (const patient of ["1", "2", "3", "4", "5", "6", "7", "3"]) {
    remember("ada", patient);
  }
  expect(recentPatients("ada")).toEqual(["3", "7", "6", "5", "4", "2"]);
});

test("they are nobody else's, and gone after the log-out", () => {
  remember("ada", "MARY");
  expect(recentPatients("eve")).toEqual([]);
  want("MARY", "ada");
  forgetAll();
  expect(recentPatients("ada")).toEqual([]);
  expect(kept.size).toBe(0);
});
