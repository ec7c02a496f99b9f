import { expect, test, vi } from "vitest";
import { described, findPatients } from "../src/patients";

test("a patient is described so that he is told from others", () => {
  const ada = { id: "1", names: [{ family: "Lovelace", given: ["Ada", "K."] }], birth: "18151210", sex: "F" };
  expect(described(ada)).toBe("Lovelace, Ada, K. · 1815-12-10 · female");
  expect(described({ id: "1", names: [], birth: null, sex: null })).toBe("");
  expect(described({ id: "1", names: [], birth: "1815", sex: "U" })).toBe("1815");
});

test("name and birthday are written as the portal reads them", async () => {
  const fetched = vi.fn<typeof fetch>().mockResolvedValue(
    new Response('{"patients":[]}', { headers: { "Content-Type": "application/json" } }));
  vi.stubGlobal("fetch", fetched);
  await findPatients("Müller & Söhne", "1970-01-31");
  expect(fetched.mock.lastCall?.[0]).toBe("/api/patients?family=M%C3%BCller+%26+S%C3%B6hne&birth=19700131");
});
