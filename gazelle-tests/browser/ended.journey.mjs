// Who logs out of the portal is out of the viewer too, and is told so there.
import { journey, logIn, openStudy, patientFor, pictureIn, portal, search } from "./browser.mjs";

await journey("ended", async ({ page, shot }) => {
  await logIn(page);
  await search(page, patientFor("USUAL"));
  const tab = await openStudy(page);
  await pictureIn(tab);
  await page.getByRole("button", { name: "Log out" }).click();
  await page.getByLabel("User name").waitFor();

  // What it still had to load may have told the viewer before the reload does.
  await Promise.any([tab.reload(), tab.waitForURL("**/ended")]);
  await tab.getByText("Your session has ended.").waitFor();
  await shot("told", tab);
  await tab.getByRole("link", { name: "To the portal" }).click();
  await tab.waitForURL(url => url.origin === portal);
}, { expected: [/status of 401/, /Error validating study/, /request failed/, /got status 401/, /Please log in/, /^console: Object /] });
