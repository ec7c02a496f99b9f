package dev.xdsi.imaging.archive;

import dev.xdsi.transaction.DocumentContent;

/**
 * An instance as it is sent: as it is kept, or in another transfer syntax.
 *
 * @param content its Part 10 file, of known length
 */
public record SentInstance(StoredInstance instance, String transferSyntaxUID, DocumentContent content) {}
