package dev.xdsi.repository.store;

/** One row of the index: a document and what was measured of its bytes when they came. */
record IndexedDocument(String documentUniqueId, String mimeType, Measured measured) {
    ContentName content() {
        return measured.name();
    }
}
