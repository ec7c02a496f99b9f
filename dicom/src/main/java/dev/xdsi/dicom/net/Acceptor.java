package dev.xdsi.dicom.net;

import java.util.function.Consumer;

/**
 * What those find who ask for an association: who we are, what we agree to, what we do for them, and who is told.
 *
 * @param users who says who their users are
 */
public record Acceptor(
        ApplicationEntity entity,
        AcceptPolicy policy,
        UserIdentification users,
        DimseServices services,
        Consumer<AssociationEvent> events) {
    /** With users that nobody asks about. */
    public Acceptor(
            ApplicationEntity entity, AcceptPolicy policy, DimseServices services, Consumer<AssociationEvent> events) {
        this(entity, policy, UserIdentification.NONE, services, events);
    }
}
