package dev.xdsi.imaging.archive;

import dev.xdsi.transaction.DocumentContent;

/**
 * An instance as it is sent: as it is kept, or in another transfer syntax.
 *
 * @param content its Part 10 file, of known length
 * @param anonymous whether what says whose it is was taken out
 */
public record SentInstance(
        StoredInstance instance, String transferSyntaxUID, DocumentContent content, boolean anonymous) {
    /** With all that it says. */
    public SentInstance(StoredInstance instance, String transferSyntaxUID, DocumentContent content) {
        this(instance, transferSyntaxUID, content, false);
    }
}
