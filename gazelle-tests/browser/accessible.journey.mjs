// What keeps people out, as far as axe can see: nothing, by day and by night.
import assert from "node:assert/strict";
import { journey, keepsPeopleOut, logIn, patientFor, portal, search } from "./browser.mjs";

for (const colorScheme of ["light", "dark"]) {
  await journey(`accessible-${colorScheme}`, async ({ page, shot }) => {
    await page.goto(portal);
    await page.getByLabel("User name").waitFor();
    await shot("log-in");
    assert.deepEqual(await keepsPeopleOut(page), [], "at the log-in");

    await logIn(page);
    assert.deepEqual(await keepsPeopleOut(page), [], "before a search");

    await search(page, patientFor("USUAL"));
    await page.getByRole("button", { name: /^Download / }).first().waitFor();
    await page.getByRole("button", { name: /^Details / }).first().click();
    await shot("studies");
    assert.deepEqual(await keepsPeopleOut(page), [], "with studies");
  }, { colorScheme });
}
