/** The values of a stream with one on each line. An empty line is a sign of life and nothing more. */
export async function* values(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<unknown> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      const lines = (rest + next.value).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        if (line !== "") {
          yield JSON.parse(line);
        }
      }
    }
  } finally {
    await reader.cancel();
  }
}
