// Whether something was made from these very inputs already, so that an unchanged build does nothing.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

function* files(path) {
  if (statSync(path).isDirectory()) {
    for (const name of readdirSync(path).sort()) {
      yield* files(join(path, name));
    }
  } else {
    yield path;
  }
}

export function fingerprint(...inputs) {
  const hash = createHash("sha256");
  for (const input of inputs) {
    for (const file of files(input)) {
      hash.update(file).update("\0").update(readFileSync(file));
    }
  }
  return hash.digest("hex");
}

export function made(stamp, print) {
  return existsSync(stamp) && readFileSync(stamp, "utf8") === print;
}

export function remember(stamp, print) {
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, print);
}
