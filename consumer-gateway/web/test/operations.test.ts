import { expect, test } from "vitest";
import { ago, barsInWords, duration, titleOf, troubledFirst, words, type Actor, type Operations } from "../src/operations";

const actor = (name: string, state: "up" | "down", attention: string | null = null): Actor =>
  ({ name, state, since: "2026-03-01T12:00:00Z", problem: null, attention });
const seen = (...actors: Actor[]) => ({ actors }) as unknown as Operations;

test("how all is, is one sentence that names what is not well", () => {
  expect(words(seen(actor("registry", "up"), actor("disk", "up")))).toBe("All 2 parts are well.");
  expect(words(seen(actor("registry", "down"), actor("disk", "down")))).toBe("Not well: Document Registry, Disk.");
  expect(words(seen(actor("registry", "up"), actor("certificate", "up", "ends soon")))).toBe("Needs attention: Certificate.");
  expect(words(seen(actor("disk", "up", "little room"), actor("registry", "down")))).toBe("Not well: Document Registry. Needs attention: Disk.");
});

test("what is in trouble comes first, whatever its name", () => {
  const ordered = troubledFirst([actor("audit", "up"), actor("viewer", "down"), actor("disk", "up")]);
  expect(ordered.map(({ name }) => name)).toEqual(["viewer", "audit", "disk"]);
  const three = troubledFirst([actor("audit", "up"), actor("viewer", "up", "look"), actor("disk", "down")]);
  expect(three.map(({ name }) => name)).toEqual(["disk", "viewer", "audit"]);
});

test("a part that this page does not know is named all the same", () => {
  expect(titleOf("something-new")).toBe("something-new");
  expect(titleOf("registry")).toBe("Document Registry");
});

test.each([
  ["2026-03-01T12:00:59Z", "59 s"],
  ["2026-03-01T12:01:00Z", "1 min"],
  ["2026-03-01T13:59:59Z", "1 h"],
  ["2026-03-03T11:59:59Z", "47 h"],
  ["2026-03-03T12:00:00Z", "2 days"],
  ["2026-03-01T11:59:00Z", "0 s"]
])("how long it has been at %s is %s", (now, expected) => {
  expect(ago("2026-03-01T12:00:00Z", now)).toBe(expected);
});

test.each([[0.42, "0.4 ms"], [9.96, "10.0 ms"], [48.2, "48 ms"], [1_250, "1.3 s"], [48_200, "48 s"]])("%d milliseconds are %s", (millis, expected) => {
  expect(duration(millis)).toBe(expected);
});

test("bars say in words what they show", () => {
  expect(barsInWords([[0, 0], [3, 0]])).toBe("3 in the last 2 minutes");
  expect(barsInWords([[2, 1], [3, 0]])).toBe("5 in the last 2 minutes, 1 failed");
});
