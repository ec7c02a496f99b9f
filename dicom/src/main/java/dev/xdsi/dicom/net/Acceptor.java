package dev.xdsi.dicom.net;

import java.util.function.Consumer;

/** What those find who ask for an association: who we are, what we agree to, what we do for them, and who is told. */
public record Acceptor(
        ApplicationEntity entity, AcceptPolicy policy, DimseServices services, Consumer<AssociationEvent> events) {}
