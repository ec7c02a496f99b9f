package dev.xdsi.imaging.archive;

import org.jspecify.annotations.Nullable;

/**
 * What a sender says about a data set before sending it: in the C-STORE command, or in the meta information of a file. As written.
 *
 * @param studyInstanceUID the only study that it may belong to, where the sender named one
 */
public record AnnouncedInstance(
        String sopClassUID,
        String sopInstanceUID,
        String transferSyntaxUID,
        @Nullable String studyInstanceUID) {

    public AnnouncedInstance(String sopClassUID, String sopInstanceUID, String transferSyntaxUID) {
        this(sopClassUID, sopInstanceUID, transferSyntaxUID, null);
    }
}
