// Links to a study that one may not see lead nowhere, and to the same nowhere as links to what does not exist.
import assert from "node:assert/strict";
import { enter, journey, keepsPeopleOut, openStudy, patientFor, portal, search, studyFor, viewer } from "./browser.mjs";

await journey("unseen", async ({ page, context, shot }) => {
  await page.goto(`${portal}/#patient=${encodeURIComponent(patientFor("SILENT"))}`);
  await enter(page);
  const nothing = page.getByText("No shared studies of this patient that you may see.");
  await nothing.waitFor();
  assert.equal(new URL(page.url()).hash, "", "no patient stays in the address");
  await search(page, patientFor("SILENT").replace("SILENT", "NOBODY"));
  await page.getByRole("button", { name: patientFor("SILENT").replace("SILENT", "NOBODY") }).waitFor();
  await nothing.waitFor();

  const guest = await context.newPage();
  await guest.goto(`${viewer}/enter?ticket=guessed&study=${studyFor("SILENT")}`);
  await guest.getByText("This address has been used already, or is too old.").waitFor();
  assert.deepEqual(await keepsPeopleOut(guest), [], "at a ticket that opens nothing");
  // It goes there by itself, perhaps before it has loaded.
  await Promise.any([guest.goto(`${viewer}/viewer?StudyInstanceUIDs=${studyFor("SILENT")}`), guest.waitForURL("**/ended")]);
  await guest.getByText("Your session has ended.").waitFor();
  await guest.close();

  await search(page, patientFor("USUAL"));
  const tab = await openStudy(page);
  const answers = await Promise.all([studyFor("SILENT"), "1.2.3.4"].map(study => tab.evaluate(async uid => {
    const asked = ["/metadata", "/series", "/series/1.2/instances/1.2.3/frames/1", ""].map(async part => {
      const response = await fetch(`/dicom-web/studies/${uid}${part}`);
      return [part, response.status, response.headers.get("Content-Type"), await response.text()];
    });
    return Promise.all(asked);
  }, study)));
  assert.deepEqual(answers[0].map(([, status]) => status), [404, 404, 404, 404]);
  assert.deepEqual(answers[0], answers[1], "what one may not see is as what does not exist");

  for (const study of [studyFor("SILENT"), "1.2.3.4"]) {
    await tab.goto(`${viewer}/viewer?StudyInstanceUIDs=${study}`);
    await tab.getByText("studies are not available at this time").waitFor();
  }
  await shot("not-there", tab);
}, { expected: [/status of 40[134]/, /Error validating study/, /request failed/, /Please log in/, /There is nothing of that name here/, /^console: Object /] });
