// Builds the portal's pages into the module's classes: installs what the lock file names, checks the types, bundles.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { fingerprint, made, remember } from "./fresh.mjs";

if (parseInt(process.versions.node) < 20) {
  console.error(`The portal is built with Node.js 20 or later; this is ${process.version}.`);
  process.exit(1);
}
const web = dirname(fileURLToPath(import.meta.url));
process.chdir(web);
const installed = "../target/web/installed";
const app = "../target/classes/dev/xdsi/consumer/portal/app";
const built = "../target/web/built";
const run = (program, ...words) =>
  execFileSync(program, words, { stdio: "inherit", shell: process.platform === "win32" });

const lock = fingerprint("package.json", "package-lock.json");
if (!existsSync("node_modules") || !made(installed, lock)) {
  run("npm", "ci", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error");
  remember(installed, lock);
}

const sources = fingerprint("build.mjs", "src", "index.html", "public", "vite.config.ts", "tsconfig.json", "package-lock.json");
if (!existsSync(join(app, "index.html")) || !made(built, sources)) {
  run(process.execPath, join("node_modules", "typescript", "bin", "tsc"), "--noEmit");
  run(process.execPath, join("node_modules", "vite", "bin", "vite.js"), "build", "--logLevel", "warn");
  for (const asset of readdirSync(join(app, "assets")).map(name => join(app, "assets", name))) {
    writeFileSync(`${asset}.gz`, gzipSync(readFileSync(asset), { level: 9 }));
  }
  remember(built, sources);
}
