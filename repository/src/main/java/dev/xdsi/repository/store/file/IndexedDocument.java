package dev.xdsi.repository.store.file;

import dev.xdsi.model.Hash;

/** One row of the index: which file holds a document, and what was measured when it came. */
record IndexedDocument(String documentUniqueId, Hash hash, long size, String mimeType, DocumentFile file) {}
