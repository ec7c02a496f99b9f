import { expect, test, vi } from "vitest";
import { LoggedOut, type Study } from "../src/api";
import { values } from "../src/ndjson";
import { after, begun, failed, find, words, type Search } from "../src/search";

const study = { studyInstanceUID: "1.2.3" } as Study;

function stream(...chunks: (string | Uint8Array)[]): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    start(controller) {
      chunks.forEach(chunk => controller.enqueue(typeof chunk === "string" ? new TextEncoder().encode(chunk) : new Uint8Array(chunk)));
      controller.close();
    }
  });
}

async function all(...chunks: (string | Uint8Array)[]): Promise<unknown[]> {
  const found = [];
  for await (const value of values(stream(...chunks))) {
    found.push(value);
  }
  return found;
}

test("lines are read however they are cut", async () => {
  const bytes = new TextEncoder().encode('{"a":"é"}\n\n{"b":2}\n');
  for (let cut = 0; cut <= bytes.length; cut++) {
    expect(await all(bytes.slice(0, cut), bytes.slice(cut))).toEqual([{ a: "é" }, { b: 2 }]);
  }
});

test("half a line is no value", async () => {
  expect(await all('{"a":1}\n{"b"')).toEqual([{ a: 1 }]);
});

const asked = after(begun("P"), { patient: "P", asked: ["", "North", "South"] });

test("studies are there as they come, and it is said who is waited for", () => {
  expect(words(begun("P"))).toBe("Searching…");
  expect(words(asked)).toBe("Searching; waiting for this community, North and South…");
  const first = after(asked, { community: "North", studies: [study, study], errors: [] });
  expect(first.studies).toHaveLength(2);
  expect(words(first)).toBe("2 studies found so far; waiting for this community and South…");
  const second = after(first, { community: "", studies: [], errors: [] });
  expect(words(second)).toBe("2 studies found so far; waiting for South…");
  const late = after(second, { community: "South", studies: [], errors: ["South is down."] });
  expect(late.problems).toEqual(["South is down."]);
  expect(words(after(late, { complete: true }))).toBe("2 studies found.");
});

test("nothing found is told from not answered", () => {
  expect(words(after(asked, { complete: true }))).toBe("No shared studies of this patient that you may see.");
  const down = after(asked, { community: "", studies: [], errors: ["The registry does not answer."] });
  expect(words(after(down, { complete: true }))).toBe("The search could not be completed.");
});

test("two communities of one name are two", () => {
  const twins = after(begun("P"), { patient: "P", asked: ["North", "North"] });
  expect(after(twins, { community: "North", studies: [], errors: [] }).waiting).toEqual(["North"]);
});

test("the same problem is told once", () => {
  const line = { community: "North", studies: [], errors: ["Down."] };
  expect(after(after(asked, line), line).problems).toEqual(["Down."]);
});

test("very many communities do not fill the page", () => {
  const many = after(begun("P"), { patient: "P", asked: ["A", "B", "C", "D", "E", "F"] });
  expect(words(many)).toBe("Searching; waiting for A, B, C, D and 2 more…");
});

test("a search that failed is over, with what has come", () => {
  const broken = failed(after(asked, { community: "North", studies: [study], errors: [] }), "It broke.");
  expect(broken).toMatchObject({ over: true, waiting: [], problems: ["It broke."], studies: [study] });
});

async function searched(response: Response): Promise<Search[]> {
  const seen: Search[] = [];
  const fetched = vi.fn<typeof fetch>().mockResolvedValue(response);
  vi.stubGlobal("fetch", fetched);
  await find("A&B=1^^^&1.2&ISO", new AbortController().signal, search => seen.push(search));
  expect(fetched.mock.lastCall?.[0]).toBe("/api/studies/stream?patient=A%26B%3D1%5E%5E%5E%261.2%26ISO");
  return seen;
}

test("an answer that ends well is over with its last line", async () => {
  const seen = await searched(new Response(stream('{"patient":"P","asked":[""]}\n', '{"complete":true}\n')));
  expect(seen.map(search => search.over)).toEqual([false, true]);
  expect(seen.at(-1)?.problems).toEqual([]);
});

test("an answer that breaks off is never taken for a whole one", async () => {
  const seen = await searched(new Response(stream('{"patient":"P","asked":[""]}\n')));
  expect(seen.at(-1)?.over).toBe(true);
  expect(seen.at(-1)?.problems[0]).toContain("broke off");
});

test("a session that ended is told to who searches", async () => {
  await expect(searched(new Response('{"error":"Please log in."}', { status: 401, headers: { "Content-Type": "application/json" } })))
    .rejects.toBeInstanceOf(LoggedOut);
});
