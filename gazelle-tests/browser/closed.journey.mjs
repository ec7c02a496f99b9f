// Who closes the page ends the work behind it: a community that answers later answers nobody.
import assert from "node:assert/strict";
import { backstage, journey, logIn, patientFor, portal, search, until } from "./browser.mjs";

await journey("closed", async ({ page, context }) => {
  await logIn(page);
  await search(page, patientFor("SHARED"));
  await page.getByText("2 studies found.").waitFor();
  // Their thumbnails too, so that nothing else is on its way from there.
  await page.getByRole("img", { name: /^Image of / }).nth(1).waitFor();
  await backstage("complaints");
  await backstage("south/silent");
  try {
    await search(page, patientFor("SHARED"));
    await page.getByText("waiting for Hospital South…").waitFor();
    assert.notEqual(await backstage("south/connections"), "0");
    await page.close();
    await until(() => backstage("south/connections"), "0");
  } finally {
    await backstage("south/whole");
  }
  assert.equal(await backstage("complaints"), "", "nothing that an operator would look into");

  const again = await context.newPage();
  await again.goto(portal);
  await search(again, patientFor("SHARED"));
  await again.getByText("2 studies found.").waitFor();
});
