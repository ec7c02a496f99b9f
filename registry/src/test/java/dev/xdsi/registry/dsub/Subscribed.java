package dev.xdsi.registry.dsub;

import dev.xdsi.model.Code;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.draft.SlotDraft;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.registry.store.Happening;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryRequest.ReturnType;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Subscriptions and happenings for tests. */
public final class Subscribed {
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    public static final Caller NODE = new Caller(new Caller.Node("10.0.0.1", Caller.ANONYMOUS, "CN=partner"), null);
    public static final Caller DOCTOR = new Caller(
            NODE.node(),
            new Caller.User(
                    new Caller.Identity("doctor", "urn:issuer", "Dr Doctor", "doc"),
                    new Caller.Affiliation(
                            "North", "urn:oid:1.2", "urn:oid:1.3", "7^^^&1.2&ISO", List.of(new Code("R", "1.2", null))),
                    new Caller.Intent(
                            List.of(new Code("TREATMENT", "1.9", null)),
                            "somebody is dying",
                            Submissions.MARY,
                            List.of("urn:oid:1.5"),
                            List.of("urn:oid:1.6"))),
            new Caller.Assertion("<secret/>"));

    private Subscribed() {}

    public static Subscription to(String recipient, PatientId patient) {
        return of(
                Topic.FULL_DOCUMENT_ENTRY,
                new StoredQueryRequest(
                        "urn:uuid:aa2332d0-f8fe-11e0-be50-0800200c9a66",
                        ReturnType.LeafClass,
                        null,
                        List.of(
                                SlotDraft.of("$XDSDocumentEntryPatientId", "'" + patient.cx() + "'"),
                                SlotDraft.of("$XDSDocumentEntryTypeCode", "('it''s^^1.2')", "('b^^1.2')"))),
                recipient,
                NODE);
    }

    public static Subscription toEverybody(String recipient) {
        return of(
                Topic.MINIMAL_DOCUMENT_ENTRY,
                new StoredQueryRequest(
                        "urn:uuid:742790e0-aba6-43d6-9f1f-e43ed9790b79", ReturnType.LeafClass, null, List.of()),
                recipient,
                NODE);
    }

    public static Subscription of(Topic topic, StoredQueryRequest filter, String recipient, Caller subscriber) {
        return new Subscription(
                UUID.randomUUID(),
                new Subscription.Interest(topic, new Filter(filter)),
                URI.create("http://" + recipient + "/r"),
                subscriber,
                new Subscription.Term(NOON, NOON.plus(Duration.ofHours(1))));
    }

    public static Subscription by(Caller subscriber, Subscription subscription) {
        return new Subscription(
                subscription.id(), subscription.interest(), subscription.recipient(), subscriber, subscription.term());
    }

    /** The n-th thing that happened. */
    public static Happening happening(int n) {
        return new Happening(
                UUID.nameUUIDFromBytes(new byte[] {(byte) n}),
                Submissions.MARY,
                Set.of(Submissions.uuid("a" + n), EntryUuid.of(UUID.nameUUIDFromBytes(new byte[] {(byte) n, 1}))),
                NOON.plusSeconds(n));
    }
}
