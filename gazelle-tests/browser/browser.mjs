// A browser that walks through the portal and the viewer as a user does. Whatever journey it is: nothing may go wrong in the console, and
// no other host may be asked for anything.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { chromium } from "playwright-core";

const { XDSI_CHROMIUM, XDSI_PORTAL, XDSI_VIEWER, XDSI_BACKSTAGE, XDSI_HOSTILE, XDSI_USER, XDSI_PASSWORD, XDSI_SCREENSHOTS } = process.env;
const patience = 45_000;
const software = ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"];
// Chromium has no sandbox for the superuser.
const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
export const launchOptions = { executablePath: XDSI_CHROMIUM, args: [...sandbox, ...software] };
/** What OHIF says of itself and no user sees. */
const harmless = [/THREE\.|Unable to load worker/];

export const portal = XDSI_PORTAL;
export const viewer = XDSI_VIEWER;
/** What the prepared study of the neighbour has as its description, and as its patient's name. */
export const hostile = XDSI_HOSTILE;

/** The patient that the test prepared for this. */
export function patientFor(what) {
  return prepared(`XDSI_PATIENT_${what}`);
}

/** The Study Instance UID of the study that the test prepared for this. */
export function studyFor(what) {
  return prepared(`XDSI_STUDY_${what}`);
}

function prepared(name) {
  assert.ok(process.env[name], `${name} was not prepared`);
  return process.env[name];
}

/** Has something done behind the scenes, and returns what is said of it. */
export async function backstage(deed) {
  const answer = await fetch(`${XDSI_BACKSTAGE}/${deed}`);
  const said = await answer.text();
  assert.ok(answer.ok, `${deed}: ${said}`);
  return said;
}

/** Walks a journey in a fresh browser; {@code expected} are the console's errors that belong to it. */
export async function journey(name, walk, { expected = [], ...options } = {}) {
  const browser = await chromium.launch(launchOptions);
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
    context.setDefaultTimeout(patience);
    const faults = watch(context, [...harmless, ...expected]);
    const page = await context.newPage();
    try {
      await walk({ page, context, shot: (what, of = page) => shot(of, `${name}-${what}`) });
    } catch (failure) {
      for (const open of context.pages()) {
        await shot(open, `${name}-failed-${context.pages().indexOf(open)}`);
      }
      faults.forEach(fault => console.log(fault));
      throw failure;
    }
    assert.deepEqual(faults, [], "what went wrong beside the journey");
    console.log(`${name}: done`);
  } finally {
    await browser.close();
  }
}

function watch(context, harmlessHere) {
  const faults = [];
  const fault = text => harmlessHere.some(pattern => pattern.test(text)) || faults.push(text);
  context.on("console", message => message.type() === "error" && fault(`console: ${message.text()} (${message.location().url})`));
  context.on("weberror", error => fault(`script: ${error.error().message}`));
  context.on("request", request => {
    const url = new URL(request.url());
    if (!["blob:", "data:", "about:"].includes(url.protocol) && !isOurs(url)) {
      faults.push(`a foreign host is asked: ${url.origin}`);
    }
  });
  return faults;
}

/** Where nobody said which port the viewer has, it is at least on the portal's host. */
function isOurs(url) {
  return [portal, viewer].includes(url.origin) || (viewer === undefined && url.hostname === new URL(portal).hostname);
}

async function shot(page, name) {
  mkdirSync(XDSI_SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: join(XDSI_SCREENSHOTS, `${name}.png`) });
}

export async function logIn(page, { user, password } = { user: XDSI_USER, password: XDSI_PASSWORD }) {
  await page.goto(portal);
  await enter(page, { user, password });
}

/** Logs in where the page asks for it. */
export async function enter(page, { user, password } = { user: XDSI_USER, password: XDSI_PASSWORD }) {
  await page.getByLabel("User name").fill(user);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Log in" }).click();
  await page.getByRole("button", { name: "Search" }).first().waitFor();
}

export async function logInByKeyboard(page) {
  await page.goto(portal);
  await page.getByLabel("User name").waitFor();
  await enterByKeyboard(page);
  await page.keyboard.press("Enter");
}

/** Types who one is where the page has put the cursor. */
export async function enterByKeyboard(page) {
  await page.keyboard.type(XDSI_USER);
  await page.keyboard.press("Tab");
  await page.keyboard.type(XDSI_PASSWORD);
}

export async function search(page, patient) {
  await page.getByLabel("Patient identifier").first().fill(patient);
  await page.getByRole("search").getByRole("button", { name: "Search" }).click();
}

/** Clicks «Open» of the first study, or does what {@code by} says, and waits for the viewer's tab. */
export async function openStudy(page, by = () => page.getByRole("button", { name: /^Open / }).first().click()) {
  const [tab] = await Promise.all([page.context().waitForEvent("page"), by()]);
  await tab.waitForURL(url => url.origin === viewer && url.pathname === "/viewer");
  return tab;
}

/** Waits until what is asked again and again is answered like this. */
export async function until(ask, wanted) {
  const end = Date.now() + patience;
  for (let answer = await ask(); answer !== wanted; answer = await ask()) {
    assert.ok(Date.now() < end, `not ${wanted} but ${answer}`);
    await new Promise(later => setTimeout(later, 100));
  }
}

/** The picture in the viewer: its place in the stack, a hash of its pixels, and how many shades it has. */
export function picture(tab) {
  return tab.evaluate(() => {
    const canvas = document.querySelector("canvas.cornerstone-canvas");
    if (canvas === null || canvas.width === 0) {
      return { shades: 0, hash: 0, place: "" };
    }
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    const shades = new Set();
    let hash = 0;
    for (let i = 0; i < data.length; i += 4) {
      shades.add(data[i]);
      hash = (hash * 31 + data[i]) | 0;
    }
    const place = document.body.innerText.match(/\((\d+\/\d+)\)/)?.[1] ?? "";
    return { shades: shades.size, hash, place };
  });
}

/** Waits until the viewer shows a picture, not a black field; then, that it is another than this one. */
export async function pictureIn(tab, other = 0) {
  const end = Date.now() + patience;
  for (;;) {
    const now = await picture(tab);
    if (now.shades > 15 && now.hash !== other) {
      return now;
    }
    assert.ok(Date.now() < end, `no picture came: ${JSON.stringify(now)}`);
    await tab.waitForTimeout(200);
  }
}

/** Waits until the viewer says where in the stack the picture is; then, that it is elsewhere than this. What it says may follow the picture. */
export async function placeIn(tab, other = "") {
  const end = Date.now() + patience;
  for (;;) {
    const { place } = await picture(tab);
    if (place !== "" && place !== other) {
      return place;
    }
    assert.ok(Date.now() < end, `the viewer does not say where the picture is, or it stays at ${other}`);
    await tab.waitForTimeout(200);
  }
}

const axeSource = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** What axe finds on the page that keeps people out. */
export async function keepsPeopleOut(page) {
  if (!await page.evaluate(() => "axe" in window)) {
    await page.evaluate(readFileSync(axeSource, "utf8"));
  }
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(node => node.target.join(" ")).join(", ")}`);
}
