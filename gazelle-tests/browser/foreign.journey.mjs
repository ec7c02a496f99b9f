// A study of another community in the viewer. Whoever wrote its texts meant harm: they are shown as what they are.
import assert from "node:assert/strict";
import { hostile, journey, keepsPeopleOut, logIn, openStudy, patientFor, pictureIn, placeIn, search } from "./browser.mjs";

const smuggled = page => page.locator('img[src="x"]').count();

await journey("foreign", async ({ page, context, shot }) => {
  const said = [];
  context.on("dialog", dialog => said.push(dialog.message()));
  await logIn(page);
  await search(page, patientFor("SHARED"));
  const row = page.getByRole("row").filter({ hasText: "Hospital South" });
  await row.getByRole("cell", { name: hostile, exact: true }).waitFor();
  await shot("listed");
  assert.deepEqual(await keepsPeopleOut(page), [], "with such texts");
  const [date, institution] = await Promise.all(
    ["2024-01-02", "Phantom General Hospital"].map(name => row.getByRole("cell", { name, exact: true }).boundingBox()));
  assert.ok(date.x < institution.x, "text that runs backwards turns no others round");

  const tab = await openStudy(page, () => row.getByRole("button", { name: /^Open / }).click());
  const first = await pictureIn(tab);
  const place = await placeIn(tab);
  await shot("study", tab);
  await tab.locator("canvas.cornerstone-canvas").first().hover();
  await tab.mouse.wheel(0, 100);
  await pictureIn(tab, first.hash);
  await placeIn(tab, place);
  await shot("scrolled", tab);

  assert.deepEqual([await smuggled(page), await smuggled(tab), said], [0, 0, []], "no text became a page's own");
});
