// A patient who shares nothing, an emergency with its reason, and the images after it.
import assert from "node:assert/strict";
import { journey, keepsPeopleOut, logIn, openStudy, patientFor, pictureIn, search } from "./browser.mjs";

await journey("emergency", async ({ page, shot }) => {
  await logIn(page);
  await search(page, patientFor("SILENT"));
  await page.getByText("No shared studies of this patient").waitFor();
  assert.equal(await page.getByRole("button", { name: /^Open / }).count(), 0);
  await page.getByText(/Consent: emergency access only/).waitFor();
  await shot("denied");

  await page.getByRole("button", { name: "Emergency access…" }).click();
  const dialog = page.getByRole("dialog", { name: "Emergency access" });
  assert.deepEqual(await keepsPeopleOut(page), [], "in the dialog");
  await dialog.getByLabel("Reason").fill("unconscious after an accident");
  await dialog.getByRole("button", { name: "State an emergency" }).click();
  await page.getByText("Your stated emergency opens what is shared here.").waitFor();
  const tab = await openStudy(page);
  await pictureIn(tab);
  await shot("stated");
  await shot("study", tab);
  assert.deepEqual(await keepsPeopleOut(page), [], "while an emergency holds");
});
