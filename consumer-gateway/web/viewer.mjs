// Brings the OHIF viewer, as its authors built it, into the module's classes. One version, known by its hash; compressed once here
// and not at every request. What the gateway does not use stays out: machine learning (ort), the slide viewer, maps of the sources.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { fingerprint, made, remember } from "./fresh.mjs";

const name = "@ohif/app@3.13.2";
const integrity = "sha512-WZdxmpmG7rqFgW9ZJLcbgr3XCtLi1KDNPoMaeY5PPe6j4G4fjEjjkycZM6C6Zk2F87BKxFfpq+jd5xXZB9E8EA==";
const without = [/^ort$/, /^dicom-microscopy-viewer$/, /^customizations$/, /\.map$/, /^google\.js$/, /^_/, /^serve\.json$/,
  /^app-config\.js$/, /^sw\.js$/, /^init-service-worker\.js$/, /^silent-refresh\.html$/, /^oidc-client/, /^polyfill/, /^es6-shim/, /^manifest/, /^index\.html$/,
  /^(android|apple|coast|firefox|mstile|yandex|browserconfig)/];
const compressible = /\.(js|css|html|json|svg|wasm)$/;

const web = dirname(fileURLToPath(import.meta.url));
process.chdir(web);
const work = "../target/web/viewer";
const stamp = "../target/web/viewer.made";
const out = "../target/classes/dev/xdsi/consumer/viewer/app";

const print = fingerprint("viewer.mjs", "viewer");
if (existsSync(out) && made(stamp, print)) {
  process.exit(0);
}
rmSync(work, { recursive: true, force: true });
rmSync(out, { recursive: true, force: true });
mkdirSync(work, { recursive: true });
execFileSync("npm", ["pack", name, "--silent", "--prefer-offline", "--pack-destination", work],
  { stdio: ["ignore", "ignore", "inherit"], shell: process.platform === "win32" });
const packed = join(work, readdirSync(work).find(file => file.endsWith(".tgz")));
const hash = "sha512-" + createHash("sha512").update(readFileSync(packed)).digest("base64");
if (hash !== integrity) {
  console.error(`${name} is not the viewer that was tried with this gateway: its hash is ${hash}.`);
  process.exit(1);
}
execFileSync("tar", ["-xzf", packed, "-C", work, "package/dist", "package/LICENSE"], { stdio: "inherit" });

function take(from, to) {
  mkdirSync(to, { recursive: true });
  for (const file of readdirSync(from)) {
    const source = join(from, file);
    if (without.some(pattern => pattern.test(file))) {
      continue;
    }
    if (statSync(source).isDirectory()) {
      take(source, join(to, file));
    } else if (compressible.test(file)) {
      writeFileSync(join(to, file + ".gz"), gzipSync(readFileSync(source), { level: 9 }));
    } else {
      renameSync(source, join(to, file));
    }
  }
}
take(join(work, "package/dist"), out);
renameSync(join(work, "package/LICENSE"), join(out, "LICENSE"));

// The page is ours: OHIF's has scripts in it, which the Content-Security-Policy does not let run.
const bundle = readdirSync(out).find(file => /^app\.bundle\.[0-9a-f]{16}\.js\.gz$/.test(file)).replace(/\.gz$/, "");
const ours = { "index.html": text => text.replace("app.bundle.js", bundle), "app-config.js": text => text };
for (const [file, made] of Object.entries(ours)) {
  writeFileSync(join(out, file + ".gz"), gzipSync(made(readFileSync(join("viewer", file), "utf8")), { level: 9 }));
}
rmSync(work, { recursive: true, force: true });
remember(stamp, print);
