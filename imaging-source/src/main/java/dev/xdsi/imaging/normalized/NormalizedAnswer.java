package dev.xdsi.imaging.normalized;

import dev.xdsi.dicom.net.dimse.CommandElement;
import dev.xdsi.dicom.net.dimse.CommandSet;
import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.model.Oid;
import org.jspecify.annotations.Nullable;

/**
 * What is answered to a request, and what it was about.
 *
 * @param created the name of what was to be created; null where nothing was
 * @param errorId Error ID (0000,0903); null for none
 */
public record NormalizedAnswer(
        Status status, @Nullable Oid created, @Nullable Integer errorId, Concerned concerned) {
    public static NormalizedAnswer of(Status status, Concerned concerned) {
        return new NormalizedAnswer(status, null, null, concerned);
    }

    CommandSet.Builder into(CommandSet.Builder response) {
        CommandSet.Builder named =
                created == null ? response : response.uid(CommandElement.AFFECTED_SOP_INSTANCE_UID, created.value());
        return errorId == null ? named : named.number(CommandElement.ERROR_ID, errorId);
    }
}
