// Log in, search, open a study, scroll through it.
import assert from "node:assert/strict";
import { journey, logIn, openStudy, patientFor, pictureIn, search } from "./browser.mjs";

await journey("open", async ({ page, shot }) => {
  await logIn(page);
  await search(page, patientFor("USUAL"));
  const tab = await openStudy(page);
  const first = await pictureIn(tab);
  await shot("study", tab);
  assert.match(first.place, /^1\/\d+$/);

  await tab.locator("canvas.cornerstone-canvas").first().hover();
  await tab.mouse.wheel(0, 100);
  const next = await pictureIn(tab, first.hash);
  await shot("scrolled", tab);
  assert.notEqual(next.place, first.place);

  assert.equal(new URL(tab.url()).searchParams.has("ticket"), false, "the ticket stays in no address");
});
