// A study's ZIP, fetched with its progress shown. It is a file for the browser only when all of it has come.
import { ask, type Study } from "./api";
import { EntryCounter } from "./zip";

export interface Progress {
  readonly bytes: number;
  readonly images: number;
}

/** What is kept as one piece; the browser moves pieces to its disk when they become many. */
const pieceSize = 16 * 1024 * 1024;
const everyMilliseconds = 200;

export async function download(patient: string, study: Study, signal: AbortSignal, progress: (now: Progress) => void) {
  const address = `/api/studies/${encodeURIComponent(study.studyInstanceUID)}/zip?patient=${encodeURIComponent(patient)}`
    + `&document=${encodeURIComponent(study.documentUniqueId)}`;
  const response = await ask(address, { signal });
  if (response.body === null) {
    throw new Error("an answer without a body");
  }
  save(await whole(response.body, study.instances, progress), `${study.studyInstanceUID}.zip`);
}

async function whole(body: ReadableStream<Uint8Array<ArrayBuffer>>, images: number, progress: (now: Progress) => void): Promise<Blob> {
  const counter = new EntryCounter();
  const pieces: Blob[] = [];
  let chunks: Uint8Array<ArrayBuffer>[] = [];
  let held = 0;
  let bytes = 0;
  let shown = 0;
  const reader = body.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    counter.take(next.value);
    chunks.push(next.value);
    held += next.value.length;
    bytes += next.value.length;
    if (held >= pieceSize) {
      pieces.push(new Blob(chunks));
      chunks = [];
      held = 0;
    }
    if (performance.now() - shown >= everyMilliseconds) {
      shown = performance.now();
      progress({ bytes, images: Math.min(counter.entries, images) });
    }
  }
  progress({ bytes, images });
  return new Blob([...pieces, ...chunks], { type: "application/zip" });
}

function save(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
