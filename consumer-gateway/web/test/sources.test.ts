import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const files = readdirSync("src");

test("there are sources to look at", () => {
  expect(files).toContain("Portal.tsx");
});

test.each(files)("%s makes no markup of text, and names no foreign host", file => {
  const source = readFileSync(`src/${file}`, "utf8");
  for (const word of ["innerHTML", "dangerouslySet", "insertAdjacentHTML", "document.write", "eval(", "style=", "http:", "https:"]) {
    expect(source).not.toContain(word);
  }
});
