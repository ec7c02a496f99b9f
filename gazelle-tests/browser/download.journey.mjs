// Download a study: it is saved when all of it has come.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { journey, logIn, patientFor, search } from "./browser.mjs";

await journey("download", async ({ page, shot }) => {
  await logIn(page);
  await search(page, patientFor("USUAL"));
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: /^Download / }).first().click(),
  ]);
  await page.getByText(/^Downloaded: \d+ images/).waitFor();
  await shot("done");

  assert.match(download.suggestedFilename(), /^[0-9.]+\.zip$/);
  assert.equal(readFileSync(await download.path()).subarray(0, 2).toString(), "PK");
});
