// The operator's page: what is well, what is not, and what it says when nobody answers. Who is no administrator does not come here.
import assert from "node:assert/strict";
import { journey, keepsPeopleOut, logIn, patientFor, portal, search } from "./browser.mjs";

const { XDSI_CLINICIAN, XDSI_CLINICIAN_PASSWORD } = process.env;
const operations = `${portal}/api/operations`;
const minutesAgo = minutes => new Date(Date.now() - minutes * 60_000).toISOString();

/** A gateway in trouble, which the true one is not. */
function inTrouble(seen) {
  const calls = { count: 1284, failures: 3, p50: 84.2, p95: 912.4 };
  seen.actors.find(({ name }) => name === "repository").state = "down";
  seen.actors.find(({ name }) => name === "repository").problem = "does not work; the log says why";
  seen.partners = [
    { home: "urn:oid:1.2.3.1", name: "Hospital North", lastSuccess: minutesAgo(1), lastFailure: null, reason: "", calls: { ...calls, failures: 0 } },
    { home: "urn:oid:1.2.3.2", name: "Hospital South", lastSuccess: minutesAgo(90), lastFailure: minutesAgo(2),
      reason: "broke off: PartnerException", calls }
  ];
  seen.errors = [
    { at: minutesAgo(2), id: "", transaction: "ITI-38", actor: "initiating-gateway", partner: "Hospital South", sentence: "Hospital South: broke off: PartnerException" },
    { at: minutesAgo(7), id: "0d4f6c1e-2b3a-4c5d-8e9f-a1b2c3d4e5f6", transaction: "ITI-41", actor: "repository", partner: "", sentence: "broke off: UncheckedIOException" }
  ];
  seen.backlog.publications.studies.held = 1;
  seen.backlog.publications.troubled = [
    { study: "1.2.840.113619.2.55.3", state: "held", reason: "needs a patient id", since: minutesAgo(50), attempts: 1 }
  ];
  seen.backlog.audit = { waiting: 317, since: minutesAgo(11), failing: "Connection refused" };
  return seen;
}

for (const colorScheme of ["light", "dark"]) {
  await journey(`operator-${colorScheme}`, async ({ page, context, shot }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await logIn(page);
    await search(page, patientFor("USUAL"));
    await page.getByRole("button", { name: /^Open / }).first().waitFor();

    const link = page.getByRole("link", { name: "Operations" });
    await link.focus();
    await page.keyboard.press("Enter");
    await page.getByText(/^All \d+ parts are well\.$/).waitFor();
    assert.equal(new URL(page.url()).pathname, "/operations");
    assert.equal(await link.getAttribute("aria-current"), "page");
    const transactions = page.getByRole("region", { name: "Table of transactions" });
    await transactions.getByRole("row", { name: /^ITI-18 Registry Stored Query served/ }).waitFor();
    assert.match(await transactions.getByRole("img").first().getAttribute("aria-label"), /^\d+ in the last 30 minutes/);
    assert.deepEqual(await keepsPeopleOut(page), [], "when all is well");
    await shot("well");

    await page.reload();
    await page.getByText(/parts are well/).waitFor();

    await page.route(operations, async route => {
      const response = await route.fetch();
      await route.fulfill({ response, json: inTrouble(await response.json()) });
    });
    await page.getByRole("button", { name: "Look again" }).click();
    await page.getByText("Not well: Document Repository.").waitFor();
    await page.getByRole("button", { name: /^Copy the error id 0d4f6c1e/ }).click();
    await page.getByText("Copied 0d4f6c1e").waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "0d4f6c1e-2b3a-4c5d-8e9f-a1b2c3d4e5f6");
    await page.getByRole("button", { name: "Check Hospital South" }).click();
    await page.getByRole("alert").getByText("There is no such partner.").waitFor();
    assert.deepEqual(await keepsPeopleOut(page), [], "in trouble");
    await page.evaluate(() => scrollTo(0, 0));
    await page.setViewportSize({ width: 1280, height: 1900 });
    await shot("trouble");
    await page.setViewportSize({ width: 420, height: 900 });
    await shot("narrow");
    await page.setViewportSize({ width: 1280, height: 800 });

    await page.unroute(operations);
    await page.route(operations, route => route.abort("connectionrefused"));
    await page.getByRole("button", { name: "Look again" }).click();
    await page.getByRole("alert").getByText(/^The gateway does not answer\. What you see is from/).waitFor();
    await shot("silent");
    await page.unroute(operations);
    await page.getByRole("button", { name: "Look again" }).click();
    await page.getByText(/parts are well/).waitFor();
    assert.equal(await page.getByText("The gateway does not answer").isVisible(), false);

    await page.goBack();
    await page.getByLabel("Patient identifier").first().waitFor();
  }, { colorScheme, expected: [/ERR_CONNECTION_REFUSED/, /status of 404/] });
}

await journey("operator-none", async ({ page }) => {
  await logIn(page, { user: XDSI_CLINICIAN, password: XDSI_CLINICIAN_PASSWORD });
  assert.equal(await page.getByRole("link", { name: "Operations" }).count(), 0);
  assert.equal(await page.evaluate(async () => (await fetch("/api/operations")).status), 403);

  await page.goto(`${portal}/operations`);
  await page.getByLabel("Patient identifier").first().waitFor();
  assert.equal(new URL(page.url()).pathname, "/");
}, { expected: [/status of 403/] });
