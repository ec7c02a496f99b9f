import { afterEach, expect, test, vi } from "vitest";
import { ask, LoggedOut, Refused, stateEmergency, told, whoIsThere, type Session } from "../src/api";

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

test("that nobody is logged in is no failure", async () => {
  asked.mockResolvedValueOnce(new Response(null, { status: 204 }));
  await expect(whoIsThere()).resolves.toBeNull();
  answers(200, '{"user":"ada"}');
  await expect(whoIsThere()).resolves.toEqual({ user: "ada" });
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
