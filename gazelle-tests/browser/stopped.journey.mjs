// A community that keeps silent, and then is gone: nobody waits for it, and it is said who did not answer.
import assert from "node:assert/strict";
import { backstage, journey, keepsPeopleOut, logIn, openStudy, patientFor, pictureIn, search } from "./browser.mjs";

await journey("stopped", async ({ page, shot }) => {
  await logIn(page);
  const missing = page.getByRole("alert").getByText(/^A community did not answer:.*Hospital South/);
  const rows = page.getByRole("button", { name: /^Open / });
  await search(page, patientFor("SHARED"));
  await page.getByText("2 studies found.").waitFor();
  await backstage("south/silent");
  const asked = Number(await backstage("south/asked"));
  try {
    await search(page, patientFor("SHARED"));
    await page.getByText("1 study found so far; waiting for Hospital South…").waitFor();
    assert.equal(await rows.count(), 1);
    await shot("waiting");
    assert.deepEqual(await keepsPeopleOut(page), [], "while a community is waited for");

    await page.getByLabel("Filter").fill("no such words");
    await page.getByText("0 of 1 study shown.").waitFor();
    await page.getByLabel("Filter").fill("");
    const tab = await openStudy(page);
    await pictureIn(tab);
    assert.equal(Number(await backstage("south/asked")), asked + 1, "for our own study nobody else is asked");
    await tab.close();

    await missing.waitFor();
    await page.getByText("1 study found.").waitFor();
    await shot("missing");
    assert.deepEqual(await keepsPeopleOut(page), [], "when one did not answer");

    await backstage("south/cut");
    await search(page, patientFor("SHARED"));
    await page.getByText("1 study found.").waitFor();
    await missing.waitFor();
  } finally {
    await backstage("south/whole");
  }
  await search(page, patientFor("SHARED"));
  await page.getByText("2 studies found.").waitFor();
  assert.equal(await missing.count(), 0);
});
