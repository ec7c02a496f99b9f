// Searches for what is no patient: a plain sentence, nobody's data, and no text becomes part of the page.
import assert from "node:assert/strict";
import { hostile, journey, keepsPeopleOut, logIn, search } from "./browser.mjs";

const oneOnly = /stand for nothing here/;
const unreadable = /^A patient is written as/;
const nothing = /^No shared studies of this patient/;

await journey("odd", async ({ page, context, shot }) => {
  const said = [];
  context.on("dialog", dialog => said.push(dialog.message()));
  await logIn(page);
  const odd = [["%", oneOnly], ["'", unreadable], ["_", oneOnly], ["' OR '1'='1", unreadable], ["*", oneOnly], ["9".repeat(260), unreadable],
    ["_^^^&1.2.3&ISO", nothing], ["\u202E\u05D0\u200B", unreadable], ["O'Neill^^^&1.2.3&ISO", nothing], ["<b>x</b>", unreadable],
    ["<img src=x onerror=alert(1)>\u202Eab\u200B^^^&1.2.3&ISO", nothing], [`${hostile}^^^&1.2.3&ISO`, oneOnly], ["%^^^&1.2.3&ISO", oneOnly]];
  for (const [typed, told] of odd) {
    await search(page, typed);
    await page.getByText(told).first().waitFor();
    assert.equal(await page.getByRole("button", { name: /^Open / }).count(), 0, typed);
  }
  await shot("identifiers");
  assert.deepEqual(await keepsPeopleOut(page), [], "after such searches");

  await page.getByText("Find the identifier by name and date of birth").click();
  const found = page.getByRole("list", { name: "Patients found" });
  await page.getByLabel("Date of birth").fill("1970-03-04");
  for (const typed of ["%", "_", "'", "*", "D_e", "Do%", "Do*", "Doe' OR '1'='1", "x".repeat(100), "\u202EeoD", hostile.slice(0, 100)]) {
    await page.getByLabel("Family name").fill(typed);
    await page.getByRole("button", { name: "Find patient" }).click();
    await page.getByText("No such patient is known here.").waitFor();
  }
  await page.getByLabel("Family name").fill("doe");
  await page.getByRole("button", { name: "Find patient" }).click();
  await found.getByText("Doe, Jane").waitFor();
  await shot("names");
  assert.deepEqual(await keepsPeopleOut(page), [], "with patients found");

  assert.deepEqual([await page.locator('img[src="x"]').count(), said], [0, []], "no text became the page's own");
}, { expected: [/status of 400/] });
