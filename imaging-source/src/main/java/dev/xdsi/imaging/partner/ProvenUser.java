package dev.xdsi.imaging.partner;

import dev.xdsi.dicom.net.AssociationUser;
import dev.xdsi.transaction.Caller;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The user of an association, as long as what proved him holds.
 *
 * @param assertion what proved the user, or was issued when he did, for partners that are called on his behalf
 * @param until from then on nothing is asked in his name any more
 */
public record ProvenUser(Caller.User user, Caller.Assertion assertion, Instant until, InstantSource clock)
        implements AssociationUser {
    /** The caller who asks for something now; empty once the proof has ended. */
    Optional<Caller> asking(Caller.Node node) {
        return clock.instant().isBefore(until) ? Optional.of(caller(node)) : Optional.empty();
    }

    Caller caller(Caller.Node node) {
        return new Caller(node, user, assertion);
    }

    /** Who it is belongs into the audit trail, and not where peers are logged. */
    @Override
    public String toString() {
        return "a proven user";
    }
}
