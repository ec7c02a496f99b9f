// A study whose series are compressed, each in another way: all are decoded in the browser.
import assert from "node:assert/strict";
import { journey, logIn, openStudy, patientFor, pictureIn, search } from "./browser.mjs";

await journey("compressed", async ({ page, shot }) => {
  await logIn(page);
  await search(page, patientFor("COMPRESSED"));
  const tab = await openStudy(page);
  let shown = await pictureIn(tab);
  await shot("first", tab);

  const series = tab.locator('[data-cy="study-browser-thumbnail"]');
  await series.nth(2).waitFor();
  assert.equal(await series.count(), 3);
  for (const number of [1, 2]) {
    await series.nth(number).dblclick();
    shown = await pictureIn(tab, shown.hash);
    await shot(`series-${number}`, tab);
  }
});
