// Counts the images of a ZIP while it arrives: after each entry comes the signature of its data descriptor.

const signature = [0x50, 0x4b, 0x07, 0x08];

export class EntryCounter {
  #matched = 0;
  entries = 0;

  take(chunk: Uint8Array): void {
    let at = 0;
    while (at < chunk.length) {
      if (this.#matched === 0) {
        at = chunk.indexOf(signature[0]!, at);
        if (at < 0) {
          return;
        }
      }
      const byte = chunk[at];
      if (byte === signature[this.#matched]) {
        this.#matched++;
        at++;
        if (this.#matched === signature.length) {
          this.entries++;
          this.#matched = 0;
        }
      } else {
        // The byte may begin the signature itself: it is looked at once more.
        at += this.#matched === 0 ? 1 : 0;
        this.#matched = 0;
      }
    }
  }
}
