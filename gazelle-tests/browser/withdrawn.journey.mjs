// A patient withdraws his consent while his study is looked at: what was not fetched yet does not come, and that is said.
import assert from "node:assert/strict";
import { backstage, journey, logIn, openStudy, patientFor, pictureIn, search } from "./browser.mjs";

await journey("withdrawn", async ({ page, shot }) => {
  await logIn(page);
  await search(page, patientFor("WITHDRAWN"));
  const tab = await openStudy(page);
  await pictureIn(tab);
  const series = tab.locator('[data-cy="study-browser-thumbnail"]');
  await series.nth(2).waitFor();

  await backstage("withdraw");
  await series.nth(2).dblclick();
  await tab.getByRole("alert").getByText("Not all images can be shown").waitFor();
  await shot("between-frames", tab);

  const later = await openStudy(page);
  await later.getByText(/^(Not all images can be shown|One or more of the requested studies are not available)/).first().waitFor();
  await shot("before-it-opened", later);
  await search(page, patientFor("WITHDRAWN"));
  await page.getByText("No shared studies of this patient that you may see.").waitFor();
  assert.equal(await page.getByRole("button", { name: /^Open / }).count(), 0);
}, { expected: [/status of 404/, /Error validating study/, /request failed/, /got status 404/, /There is nothing of that name here/, /^console: Object /] });
