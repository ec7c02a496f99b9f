package dev.xdsi.imaging.archive;

import org.jspecify.annotations.Nullable;

/**
 * What a sender says about a data set before sending it: in the C-STORE command, or in the meta information of a file. As written.
 *
 * @param studyInstanceUID the only study that it may belong to, where the sender named one
 * @param fromPacs whether it comes from the PACS behind, which need not be told of it
 */
public record AnnouncedInstance(
        String sopClassUID,
        String sopInstanceUID,
        String transferSyntaxUID,
        @Nullable String studyInstanceUID,
        boolean fromPacs) {

    /** From anybody else. */
    public AnnouncedInstance(
            String sopClassUID, String sopInstanceUID, String transferSyntaxUID, @Nullable String studyInstanceUID) {
        this(sopClassUID, sopInstanceUID, transferSyntaxUID, studyInstanceUID, false);
    }

    public AnnouncedInstance(String sopClassUID, String sopInstanceUID, String transferSyntaxUID) {
        this(sopClassUID, sopInstanceUID, transferSyntaxUID, null);
    }
}
