// Measures what a user of the portal waits for, and prints a figure on each line: what, how much, unit; medians of several runs.
import { chromium } from "playwright-core";
import { launchOptions, enter, patientFor, picture, portal, search, viewer } from "./browser.mjs";

const patience = 60_000;
const runs = Number(process.env.XDSI_RUNS ?? 5);
const browser = await chromium.launch(launchOptions);

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

function print(what, milliseconds) {
  console.log(`${what}\t${median(milliseconds)}\tms`);
}

async function since(begin, end) {
  await end();
  return performance.now() - begin;
}

/** A browser that has never been here, with a user who is logged in, so that neither side has anything ready. */
async function visitor() {
  const context = heed(await browser.newContext({ viewport: { width: 1280, height: 800 } }));
  const page = await context.newPage();
  await page.goto(portal);
  await enter(page);
  await page.getByLabel("Patient identifier").first().waitFor();
  return { context, page };
}

/** Waits until the viewer shows a picture; while it loads its page there is nothing to look at. */
async function shown(tab) {
  const end = performance.now() + patience;
  while ((await picture(tab).catch(() => ({ shades: 0 }))).shades <= 15) {
    if (performance.now() > end) {
      const said = (await tab.locator("body").innerText()).replaceAll(/\s+/g, " ").slice(0, 300);
      throw new Error(`no picture came in ${patience / 1000} s at ${tab.url()}: «${said}»\n${told.slice(-10).join("\n")}`);
    }
    await tab.waitForTimeout(10);
  }
}

/** What went wrong in a tab, to be told if the figure does not come. */
const told = [];
function heed(context) {
  context.setDefaultTimeout(patience);
  context.on("console", message => message.type() === "error" && told.push(`console: ${message.text()} (${message.location().url})`));
  context.on("weberror", error => told.push(`script: ${error.error().message}`));
  context.on("response", answer => answer.status() >= 400 && told.push(`${answer.status()} ${answer.url()}`));
  return context;
}

const usable = page => page.waitForFunction(() => document.activeElement?.id === "patient");
const pages = { cold: [], warm: [] };
const list = { first: [], full: [] };
for (let run = 0; run < runs; run++) {
  const { context: known } = await visitor();
  const context = heed(await browser.newContext({ storageState: await known.storageState() }));
  const page = await context.newPage();
  for (const cache of ["cold", "warm"]) {
    const begin = performance.now();
    await page.goto(portal, { waitUntil: "commit" });
    pages[cache].push(await since(begin, () => usable(page)));
  }
  const begin = performance.now();
  await search(page, patientFor("MANY"));
  list.first.push(await since(begin, () => page.getByRole("button", { name: /^Open / }).first().waitFor()));
  list.full.push(await since(begin, () => page.getByText("200 studies found.").waitFor()));
  await known.close();
  await context.close();
}
print("portal usable, nothing cached", pages.cold);
print("portal usable, cached", pages.warm);
print("200 studies of 3 communities, first rows", list.first);
print("200 studies of 3 communities, all", list.full);

const images = { ours: [], files: [] };
for (let run = 0; run < runs; run++) {
  const { context, page } = await visitor();
  await search(page, patientFor("ONE"));
  const open = page.getByRole("button", { name: /^Open / }).first();
  await open.waitFor();
  const begin = performance.now();
  const [tab] = await Promise.all([context.waitForEvent("page"), open.click()]);
  await tab.waitForURL(url => url.origin === viewer);
  images.ours.push(await since(begin, () => shown(tab)));
  await context.close();

  const plain = heed(await browser.newContext({ viewport: { width: 1280, height: 800 } }));
  const other = await plain.newPage();
  const start = performance.now();
  await other.goto(process.env.XDSI_STATIC, { waitUntil: "commit" });
  images.files.push(await since(start, () => shown(other)));
  await plain.close();
}
print("click to the first of 300 images", images.ours);
print("the same viewer on files, to its first image", images.files);
console.log(`as many times as on files\t${median(images.ours) / median(images.files)}\t`);
await browser.close();
