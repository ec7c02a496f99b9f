package dev.xdsi.repository.store;

import dev.xdsi.model.Hash;

/** What the store measured while the bytes of a document passed (ITI TF-3: 4.2.3.2.10, 4.2.3.2.23). */
public record ReceivedDocument(String documentUniqueId, Hash hash, long size) {}
