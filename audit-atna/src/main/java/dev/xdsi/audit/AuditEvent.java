package dev.xdsi.audit;

import dev.xdsi.model.RegistryResponse;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Delivery;
import dev.xdsi.transaction.Outcome;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What an actor says happened: the content of one AuditMessage, less its time and its source (DICOM PS3.15 A.5). */
public record AuditEvent(
        EventId eventId,
        EventAction action,
        List<AuditCode> types,
        EventOutcome outcome,
        List<AuditCode> purposesOfUse,
        List<Participant> participants,
        List<AuditedObject> objects,
        Counted counted) {

    /**
     * What is counted of an event and stands in no record.
     *
     * @param exchange the transaction; null where the event is of none
     * @param objects documents or instances that came with the request
     * @param bytes of these
     */
    record Counted(Attempt.@Nullable Exchange exchange, long objects, long bytes) {
        static final Counted NOTHING = new Counted(null, 0, 0);
    }

    public AuditEvent {
        types = List.copyOf(types);
        purposesOfUse = List.copyOf(purposesOfUse);
        participants = List.copyOf(participants);
        objects = List.copyOf(objects);
    }

    /** Who did what, where there is no room for what it was done to: as a failure, for that is what the caller is told. */
    AuditEvent withoutObjects() {
        return new AuditEvent(
                eventId,
                action,
                types,
                new EventOutcome(EventOutcome.Indicator.SERIOUS_FAILURE, "too large to be recorded in full"),
                purposesOfUse,
                participants,
                List.of(),
                counted);
    }

    Attempt.@Nullable Exchange exchange() {
        return counted.exchange();
    }

    Counted moved() {
        return counted;
    }

    public static Builder of(EventId eventId, EventAction action) {
        return new Builder(eventId, action);
    }

    /** A transaction that this process served at its endpoint for a caller. */
    public static Builder served(AuditedTransaction transaction, Caller caller, AuditContext context, URI endpoint) {
        return served(transaction, caller, context.serving(endpoint));
    }

    /** A transaction that this process, under whatever name its protocol gives it, served for a caller. */
    public static Builder served(AuditedTransaction transaction, Caller caller, Participant here) {
        return transaction(transaction, transaction.served(), Participant.of(caller.node()), here)
                .onBehalfOf(caller.user())
                .exchange(transaction.exchange(Attempt.Side.SERVED));
    }

    /** A transaction that this process called at a partner's endpoint, naming itself by {@code userId}. */
    public static Builder initiated(
            AuditedTransaction transaction, Caller caller, AuditContext context, String userId, URI endpoint) {
        String host = endpoint.getHost() == null ? endpoint.toString() : endpoint.getHost();
        return transaction(
                        transaction,
                        transaction.initiated(),
                        context.calling(userId),
                        Participant.node(endpoint.toString(), host))
                .onBehalfOf(caller.user())
                .exchange(transaction.exchange(Attempt.Side.CALLED));
    }

    private static Builder transaction(
            AuditedTransaction transaction, AuditedTransaction.Kind kind, Participant caller, Participant server) {
        boolean push = transaction.callerIsSource();
        Participant calling = caller.requestor(true).role(push ? Participant.SOURCE : Participant.DESTINATION);
        Participant serving = server.role(push ? Participant.DESTINATION : Participant.SOURCE);
        Builder builder = of(kind.eventId(), kind.action())
                .participant(push ? calling : serving)
                .participant(push ? serving : calling);
        transaction.typeCode().ifPresent(builder::type);
        return builder;
    }

    /** Collects an event; until told otherwise, it went well. */
    public static final class Builder {
        private final EventId eventId;
        private EventAction action;
        private final List<AuditCode> types = new ArrayList<>();
        private final List<AuditCode> purposesOfUse = new ArrayList<>();
        private final List<Participant> participants = new ArrayList<>();
        private final List<AuditedObject> objects = new ArrayList<>();
        private EventOutcome outcome = EventOutcome.SUCCESS;
        private Counted counted = Counted.NOTHING;

        private Builder(EventId eventId, EventAction action) {
            this.eventId = eventId;
            this.action = action;
        }

        public Builder type(AuditCode type) {
            types.add(type);
            return this;
        }

        public Builder outcome(EventOutcome eventOutcome) {
            outcome = eventOutcome;
            return this;
        }

        /** Where it is not the one that the transaction usually has. */
        public Builder action(EventAction eventAction) {
            action = eventAction;
            return this;
        }

        /** The outcome of an attempt whose answers carry, or can be read as, a registry response. */
        public <Q, R> Builder outcome(Outcome<Q, R> attempt, Function<? super R, RegistryResponse> response) {
            return outcome(
                    switch (attempt) {
                        case Outcome.Answered<Q, R> answered -> EventOutcome.of(response.apply(answered.response()));
                        case Outcome.Failed<Q, R> failed -> EventOutcome.failed(failed.failure());
                    });
        }

        /** Lets a delivery that broke off show in the outcome; call it after {@link #outcome}. */
        public Builder delivered(Delivery.@Nullable Result result) {
            return result == null ? this : outcome(outcome.and(result));
        }

        public Builder participant(Participant participant) {
            participants.add(participant);
            return this;
        }

        Builder exchange(Attempt.Exchange exchange) {
            counted = new Counted(exchange, counted.objects(), counted.bytes());
            return this;
        }

        /** Counts what came with the request: so many documents or instances, and their bytes as far as they are known. */
        public Builder came(long count, long bytes) {
            counted = new Counted(counted.exchange(), count, bytes);
            return this;
        }

        Builder onBehalfOf(Caller.@Nullable User user) {
            if (user != null) {
                participants.add(Participant.of(user));
                user.intent().purposesOfUse().forEach(use -> purposesOfUse.add(AuditCode.of(use)));
            }
            return this;
        }

        public Builder object(AuditedObject object) {
            objects.add(object);
            return this;
        }

        public Builder objects(Collection<AuditedObject> several) {
            objects.addAll(several);
            return this;
        }

        public AuditEvent build() {
            return new AuditEvent(eventId, action, types, outcome, purposesOfUse, participants, objects, counted);
        }
    }
}
