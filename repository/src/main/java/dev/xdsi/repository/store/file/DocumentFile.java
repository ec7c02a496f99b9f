package dev.xdsi.repository.store.file;

import java.util.UUID;

/** The name of a file and the deposit that brought it. */
record DocumentFile(UUID name, UUID deposit) {}
