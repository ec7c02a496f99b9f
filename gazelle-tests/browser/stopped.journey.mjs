// A community that keeps silent, and then is gone: nobody waits for it, and it is said who did not answer.
import assert from "node:assert/strict";
import { backstage, journey, keepsPeopleOut, logIn, openStudy, patientFor, pictureIn, search } from "./browser.mjs";

await journey("stopped", async ({ page, shot }) => {
  await logIn(page);
  const missing = page.getByRole("alert").getByText(/^A community did not answer:.*Hospital South/);
  const rows = page.getByRole("button", { name: /^Open / });
  await backstage("south/silent");
  try {
    await search(page, patientFor("SHARED"));
    const waiting = page.getByText("1 study found so far; waiting for Hospital South…");
    await waiting.waitFor();
    assert.equal(await rows.count(), 1);
    await shot("waiting");
    assert.deepEqual(await keepsPeopleOut(page), [], "while a community is waited for");

    await page.getByLabel("Filter").fill("no such words");
    await page.getByText("0 of 1 study shown.").waitFor();
    await page.getByLabel("Filter").fill("");
    const tab = await openStudy(page);
    await pictureIn(tab);
    await tab.close();
    assert.ok(await waiting.isVisible(), "neither the page nor the viewer waited");

    await backstage("south/cut");
    await missing.waitFor();
    await page.getByText("1 study found.").waitFor();
    await shot("missing");
    assert.deepEqual(await keepsPeopleOut(page), [], "when one did not answer");
  } finally {
    await backstage("south/whole");
  }
  await search(page, patientFor("SHARED"));
  await page.getByText("2 studies found.").waitFor();
  assert.equal(await missing.count(), 0);
});
