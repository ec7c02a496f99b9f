// All the way to the images without a mouse.
import assert from "node:assert/strict";
import { journey, logInByKeyboard, openStudy, patientFor, pictureIn } from "./browser.mjs";

const focused = page => page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.id ?? "");

async function tabTo(page, wanted) {
  for (let presses = 0; presses < 60; presses++) {
    if (wanted.test(await focused(page))) {
      return;
    }
    await page.keyboard.press("Tab");
  }
  assert.fail(`the Tab key does not reach ${wanted}`);
}

await journey("keyboard", async ({ page, shot }) => {
  await logInByKeyboard(page);
  await page.getByLabel("Patient identifier").first().waitFor();
  await tabTo(page, /^patient$/);
  await page.keyboard.type(patientFor("USUAL"));
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: /^Open / }).first().waitFor();
  await tabTo(page, /^Open /);
  await shot("focus");
  const tab = await openStudy(page, () => page.keyboard.press("Enter"));
  await pictureIn(tab);
});
