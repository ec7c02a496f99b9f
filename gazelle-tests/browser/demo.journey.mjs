// Whoever opens the address that the demonstration prints, and logs in as it says, sees its study within three clicks.
import assert from "node:assert/strict";
import { enterByKeyboard, journey, pictureIn } from "./browser.mjs";

await journey("demo", async ({ page, context, shot }) => {
  let clicks = 0;
  await context.exposeBinding("clicked", () => void clicks++);
  await context.addInitScript(() => addEventListener("click", event => event.detail > 0 && window.clicked(), true));

  await page.goto(process.env.XDSI_INVITATION);
  await page.getByLabel("User name").and(page.locator(":focus")).waitFor();
  await enterByKeyboard(page);
  await page.getByRole("button", { name: "Log in" }).click();
  const open = page.getByRole("button", { name: /^Open / }).first();
  await open.waitFor();
  await shot("list");
  const [tab] = await Promise.all([context.waitForEvent("page"), open.click()]);
  await tab.waitForURL(url => url.pathname === "/viewer");
  await pictureIn(tab);
  await shot("study", tab);
  assert.ok(clicks > 1 && clicks <= 3, `${clicks} clicks`);
});
