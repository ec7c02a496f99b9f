package dev.xdsi.dicom.net;

import dev.xdsi.dicom.net.dimse.CommandElement;
import dev.xdsi.dicom.net.dimse.CommandField;
import dev.xdsi.dicom.net.dimse.CommandSet;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * One C-STORE to be performed by the peer, PS3.7 9.1.1. The data set is written as it is, without Part 10 meta information.
 *
 * @param originator whose C-MOVE this is a sub-operation of; null for none
 */
public record StoreOperation(
        String sopClassUid,
        String sopInstanceUid,
        String transferSyntax,
        DataSetWriter dataSet,
        @Nullable MoveOriginator originator) {
    private static final int MEDIUM_PRIORITY = 0;

    public StoreOperation(String sopClassUid, String sopInstanceUid, String transferSyntax, DataSetWriter dataSet) {
        this(sopClassUid, sopInstanceUid, transferSyntax, dataSet, null);
    }

    /** Sends what is left of a stream; the caller closes it. */
    public static StoreOperation of(
            String sopClassUid, String sopInstanceUid, String transferSyntax, InputStream dataSet) {
        return new StoreOperation(sopClassUid, sopInstanceUid, transferSyntax, dataSet::transferTo);
    }

    /** The same as a sub-operation of a C-MOVE. */
    public StoreOperation askedForBy(MoveOriginator who) {
        return new StoreOperation(sopClassUid, sopInstanceUid, transferSyntax, dataSet, who);
    }

    /** The C-STORE-RQ, but for its Message ID. */
    CommandSet.Builder request() {
        CommandSet.Builder request = CommandSet.builder(CommandField.C_STORE.request())
                .uid(CommandElement.AFFECTED_SOP_CLASS_UID, sopClassUid)
                .number(CommandElement.PRIORITY, MEDIUM_PRIORITY)
                .uid(CommandElement.AFFECTED_SOP_INSTANCE_UID, sopInstanceUid);
        if (originator != null) {
            request.text(
                            CommandElement.MOVE_ORIGINATOR_AE_TITLE,
                            originator.aeTitle().value())
                    .number(CommandElement.MOVE_ORIGINATOR_MESSAGE_ID, originator.messageId());
        }
        return request;
    }
}
