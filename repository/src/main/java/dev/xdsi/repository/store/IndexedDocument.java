package dev.xdsi.repository.store;

/**
 * One row of the index: a document and what was measured of its bytes when they came.
 *
 * @param sealed whether its bytes are encrypted where they are kept: plain ones are not believed then
 */
record IndexedDocument(String documentUniqueId, String mimeType, Measured measured, boolean sealed) {
    ContentName content() {
        return measured.name();
    }
}
