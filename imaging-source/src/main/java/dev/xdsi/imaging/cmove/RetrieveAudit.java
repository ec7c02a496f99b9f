package dev.xdsi.imaging.cmove;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditEvent;
import dev.xdsi.audit.AuditedTransaction;
import dev.xdsi.audit.EventOutcome;
import dev.xdsi.audit.Participant;
import dev.xdsi.audit.StreamedAuditRecipe;
import dev.xdsi.imaging.archive.InstanceArchive;
import dev.xdsi.imaging.disclosure.DisclosedObjects;
import dev.xdsi.imaging.disclosure.RequestedInstances;
import dev.xdsi.transaction.Delivery;
import dev.xdsi.transaction.Outcome;
import java.net.URI;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** DICOM Instances Transferred (PS3.15 A.5.3.7) by what was really taken, with who asked and, for a C-MOVE, who got it. */
public final class RetrieveAudit implements StreamedAuditRecipe<Retrieval, RequestedInstances> {
    private final AuditedTransaction transaction;
    private final AuditContext context;
    private final URI endpoint;
    private final InstanceArchive archive;

    public RetrieveAudit(AuditedTransaction transaction, AuditContext context, URI endpoint, InstanceArchive archive) {
        this.transaction = transaction;
        this.context = context;
        this.endpoint = endpoint;
        this.archive = archive;
    }

    @Override
    public AuditEvent describe(Outcome<Retrieval, RequestedInstances> outcome, Delivery.@Nullable Result delivered) {
        AuditEvent.Builder event = AuditEvent.served(transaction, outcome.caller(), context, endpoint);
        String receiver = outcome.request().receiver();
        if (transaction == AuditedTransaction.C_MOVE) {
            event.participant(Participant.node(receiver, receiver).role(Participant.DESTINATION));
        }
        switch (outcome) {
            case Outcome.Failed<Retrieval, RequestedInstances> failed ->
                event.outcome(EventOutcome.failed(failed.failure()));
            case Outcome.Answered<Retrieval, RequestedInstances> answered -> {
                Set<String> sent =
                        delivered == null ? Set.of() : delivered.sent().keySet();
                event.outcome(outcomeOf(answered.response(), sent))
                        .delivered(delivered)
                        .objects(new DisclosedObjects(archive)
                                .of(
                                        Stream.concat(
                                                answered.response().instances().stream(),
                                                answered.response().refused().stream()),
                                        sent));
            }
        }
        return event.build();
    }

    private static EventOutcome outcomeOf(RequestedInstances requested, Set<String> sent) {
        if (!requested.refused().isEmpty()) {
            return new EventOutcome(
                    sent.isEmpty() ? EventOutcome.Indicator.SERIOUS_FAILURE : EventOutcome.Indicator.MINOR_FAILURE,
                    "the destination may not have all of it");
        }
        if (requested.instances().isEmpty()) {
            return new EventOutcome(EventOutcome.Indicator.SERIOUS_FAILURE, "unknown");
        }
        return sent.size() == requested.instances().size()
                ? EventOutcome.SUCCESS
                : new EventOutcome(EventOutcome.Indicator.MINOR_FAILURE, "some were not taken");
    }
}
