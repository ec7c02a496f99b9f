import { expect, test } from "vitest";
import { EntryCounter } from "../src/zip";

const mark = [0x50, 0x4b, 7, 8];

function count(...chunks: number[][]): number {
  const counter = new EntryCounter();
  chunks.forEach(chunk => counter.take(Uint8Array.from(chunk)));
  return counter.entries;
}

test("counts entries wherever they are", () => {
  expect(count([1, 2, ...mark, 9, ...mark])).toBe(2);
  expect(count([])).toBe(0);
});

test("counts an entry that is cut anywhere", () => {
  for (let cut = 1; cut < 4; cut++) {
    expect(count([1, ...mark.slice(0, cut)], [...mark.slice(cut), 1])).toBe(1);
  }
  expect(count(...mark.map(byte => [byte]))).toBe(1);
});

test("sees an entry behind what began like one", () => {
  expect(count([0x50, ...mark])).toBe(1);
  expect(count([0x50, 0x4b, 7, ...mark])).toBe(1);
  expect(count([0x50, 0x4b], [...mark])).toBe(1);
});

test("takes neither headers nor other bytes for an entry", () => {
  expect(count([0x50, 0x4b, 3, 4, 0x50, 0x4b, 1, 2, 0x50, 0x4b, 5, 6, 0x4b, 7, 8])).toBe(0);
});
