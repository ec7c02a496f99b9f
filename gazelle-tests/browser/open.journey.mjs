// Log in, search, open a study, scroll through it.
import assert from "node:assert/strict";
import { journey, logIn, openStudy, patientFor, pictureIn, placeIn, search } from "./browser.mjs";

await journey("open", async ({ page, shot }) => {
  await logIn(page);
  await search(page, patientFor("USUAL"));
  await page.getByRole("img", { name: /^Image of / }).first().waitFor();
  await page.getByText("Consent: images are shared; no objection is on file.").waitFor();
  await shot("list");
  const tab = await openStudy(page);
  const first = await pictureIn(tab);
  const place = await placeIn(tab);
  await shot("study", tab);
  assert.match(place, /^1\/\d+$/);

  await tab.locator("canvas.cornerstone-canvas").first().hover();
  await tab.mouse.wheel(0, 100);
  await pictureIn(tab, first.hash);
  await placeIn(tab, place);
  await shot("scrolled", tab);

  assert.equal(new URL(tab.url()).searchParams.has("ticket"), false, "the ticket stays in no address");
});
