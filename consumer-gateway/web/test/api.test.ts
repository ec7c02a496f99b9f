import { afterEach, expect, test, vi } from "vitest";
import { ask, findStudies, LoggedOut, Refused, stateEmergency, told, type Session } from "../src/api";

const asked = vi.fn<typeof fetch>();
vi.stubGlobal("fetch", asked);
afterEach(() => asked.mockReset());

function answers(status: number, body: string, type = "application/json") {
  asked.mockResolvedValueOnce(new Response(body, { status, headers: { "Content-Type": type } }));
}

test("a refusal is the portal's own sentence", async () => {
  answers(400, '{"error":"A patient is written as identifier^^^&OID&ISO."}');
  await expect(ask("/api/studies")).rejects.toEqual(new Refused("A patient is written as identifier^^^&OID&ISO."));
});

test("a session that ended is told from a refusal", async () => {
  answers(401, '{"error":"Please log in."}');
  await expect(ask("/api/studies")).rejects.toBeInstanceOf(LoggedOut);
});

test("the markup of a proxy is not shown", async () => {
  answers(502, "<html>Bad gateway</html>", "text/html");
  await expect(ask("/api/studies")).rejects.toThrow("The portal answers with status 502.");
});

test("a patient's id is written so that it stays one parameter", async () => {
  answers(200, '{"patient":"","studies":[],"errors":[]}');
  await findStudies("A&B=1^^^&1.2&ISO", new AbortController().signal);
  expect(asked.mock.lastCall?.[0]).toBe("/api/studies?patient=A%26B%3D1%5E%5E%5E%261.2%26ISO");
  expect(asked.mock.lastCall?.[1]?.cache).toBe("no-store");
});

test("what changes something carries the session's token", async () => {
  answers(200, "{}");
  await stateEmergency({ csrf: "secret" } as Session, "P", "because");
  expect(asked.mock.lastCall?.[1]).toMatchObject({
    method: "POST",
    headers: { "X-CSRF-Token": "secret" },
    body: '{"patient":"P","reason":"because"}'
  });
});

test("what nobody foresaw is told to the console, and a person gets a sentence", () => {
  const console = vi.spyOn(globalThis.console, "error").mockImplementation(() => {});
  expect(told(new TypeError("Failed to fetch"))).toBe("The portal does not answer. Please try again.");
  expect(console).toHaveBeenCalledOnce();
  expect(told(new Refused("No."))).toBe("No.");
  expect(console).toHaveBeenCalledOnce();
  console.mockRestore();
});
