// Runs the tests of the portal's pages, when something has changed since they last passed.
import { execFileSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { fingerprint, made, remember } from "./fresh.mjs";

const web = dirname(fileURLToPath(import.meta.url));
process.chdir(web);
const passed = "../target/web/passed";

const print = fingerprint("src", "test", "vitest.config.ts", "package-lock.json");
if (!made(passed, print)) {
  execFileSync(process.execPath, [join("node_modules", "vitest", "vitest.mjs"), "run"], { stdio: "inherit" });
  remember(passed, print);
}
