// A session that ends in the middle: both origins say so, and after a log-in one is where one was.
import { enter, journey, logIn, keepsPeopleOut, openStudy, patientFor, pictureIn, search } from "./browser.mjs";
import assert from "node:assert/strict";

await journey("expired", async ({ page, context, shot }) => {
  await logIn(page);
  await search(page, patientFor("USUAL"));
  const tab = await openStudy(page);
  await pictureIn(tab);
  const series = tab.locator('[data-cy="study-browser-thumbnail"]');
  await series.nth(1).waitFor();
  await context.clearCookies();

  // Whatever the viewer asks for next: it may have something left to load before the click.
  await Promise.any([series.nth(1).dblclick(), tab.waitForURL("**/ended")]);
  await tab.getByText("Your session has ended.").waitFor();
  await shot("viewer", tab);
  assert.deepEqual(await keepsPeopleOut(tab), [], "where the viewer says that the session has ended");
  await page.getByRole("button", { name: /^Open / }).first().click();
  await page.getByText("Your session has ended. Please log in again.").waitFor();
  await shot("portal");
  assert.deepEqual(await keepsPeopleOut(page), [], "where the portal says that the session has ended");

  await enter(page);
  await page.getByRole("heading", { name: patientFor("USUAL") }).waitFor();
  await page.getByText("1 study found.").waitFor();
}, { expected: [/status of 401/, /request failed/, /got status 401/, /Please log in/, /^console: Object /, /Error validating study/] });
