package dev.xdsi.dicom.net;

import dev.xdsi.dicom.io.FileMeta;
import dev.xdsi.dicom.net.pdu.AeTitle;
import dev.xdsi.dicom.net.pdu.UserInformation;
import dev.xdsi.dicom.net.pdu.UserItem;

/**
 * This side of its associations: the title it goes by, the longest P-DATA-TF it takes and sends, its patience.
 */
public record ApplicationEntity(AeTitle title, int maximumLength, Timeouts timeouts) {
    private static final int DEFAULT_MAXIMUM_LENGTH = 256 * 1024;
    private static final int SMALLEST = 4096;
    private static final int LARGEST = 8 * 1024 * 1024;

    public ApplicationEntity {
        if (maximumLength < SMALLEST || maximumLength > LARGEST) {
            throw new IllegalArgumentException("The maximum PDU length must be between " + SMALLEST + " and " + LARGEST
                    + ", not " + maximumLength);
        }
    }

    public static ApplicationEntity of(String title) {
        return new ApplicationEntity(new AeTitle(title), DEFAULT_MAXIMUM_LENGTH, Timeouts.DEFAULT);
    }

    public ApplicationEntity withTimeouts(Timeouts other) {
        return new ApplicationEntity(title, maximumLength, other);
    }

    public ApplicationEntity withMaximumLength(int bytes) {
        return new ApplicationEntity(title, bytes, timeouts);
    }

    UserItem[] introduction() {
        return new UserItem[] {
            new UserItem.MaximumLength(maximumLength),
            new UserItem.ImplementationClassUid(FileMeta.IMPLEMENTATION_CLASS_UID),
            new UserItem.ImplementationVersionName(FileMeta.IMPLEMENTATION_VERSION_NAME)
        };
    }

    /** What may be sent in one P-DATA-TF: what the peer takes, no limit meaning our own. */
    int sendingLength(UserInformation peer) {
        long announced = peer.maximumLength();
        return announced == 0 ? maximumLength : (int) Math.min(announced, maximumLength);
    }
}
