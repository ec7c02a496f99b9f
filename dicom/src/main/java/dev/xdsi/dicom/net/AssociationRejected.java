package dev.xdsi.dicom.net;

import dev.xdsi.dicom.net.pdu.AssociateReject;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The peer does not want the association (A-ASSOCIATE-RJ), or wants it without a single one of the proposed contexts. */
public final class AssociationRejected extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable AssociateReject reject;

    AssociationRejected(String message, @Nullable AssociateReject reject) {
        super(message);
        this.reject = reject;
    }

    /** The peer's own words; empty when it accepted the association but none of its contexts. */
    public Optional<AssociateReject> reject() {
        return Optional.ofNullable(reject);
    }
}
