package dev.xdsi.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditSource;
import dev.xdsi.audit.AuditTrail;
import dev.xdsi.audit.spool.InMemoryAuditSpool;
import dev.xdsi.disclosure.ConsentDecisionPoint;
import dev.xdsi.disclosure.Decision;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.RegistryResponse.Status;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.SlotDraft;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.registry.patients.PatientDirectory;
import dev.xdsi.registry.query.QueryLimits;
import dev.xdsi.registry.store.Criterion;
import dev.xdsi.registry.store.History;
import dev.xdsi.registry.store.Identifiers;
import dev.xdsi.registry.store.InMemoryHappenings;
import dev.xdsi.registry.store.InMemoryRegistryStore;
import dev.xdsi.registry.store.RegisteredAssociation;
import dev.xdsi.registry.store.RegisteredEntry;
import dev.xdsi.registry.store.RegisteredObject;
import dev.xdsi.registry.store.RegistryStore;
import dev.xdsi.registry.store.Scope;
import dev.xdsi.registry.store.Snapshot;
import dev.xdsi.registry.store.StoreQuestions;
import dev.xdsi.registry.store.Verdict;
import dev.xdsi.registry.submission.PrivacyPolicies;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryRequest.ReturnType;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import dev.xdsi.transaction.iti42.RegisterDocumentSetRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class DocumentRegistryTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-04T05:06:07Z"), ZoneOffset.UTC);
    private static final Caller REPOSITORY = new Caller(new Caller.Node("192.0.2.7", Caller.ANONYMOUS, null), null);
    private static final URI ENDPOINT = URI.create("https://registry.example/registry");

    private final InMemoryAuditSpool spool = new InMemoryAuditSpool(1 << 20);
    private final AuditTrail audit = new AuditTrail(
            spool,
            new AuditContext(
                    new AuditSource("site", "registry", AuditSource.Type.APPLICATION_SERVER), "42", "registry.example"),
            CLOCK,
            1 << 20);

    private DocumentRegistry registry(RegistryStore store) {
        return DocumentRegistry.over(
                store,
                DocumentRegistry.Configuration.at(ENDPOINT),
                audit,
                new DocumentRegistry.Surroundings(CLOCK, () -> EntryUuid.of(UUID.randomUUID())));
    }

    private static RegistryResponse submit(DocumentRegistry registry, SubmissionDraft submission) {
        return registry.registerDocumentSet().perform(new RegisterDocumentSetRequest(submission), REPOSITORY);
    }

    private static StoredQueryResponse findDocuments(DocumentRegistry registry) {
        return registry.registryStoredQuery()
                .perform(
                        new StoredQueryRequest(
                                "urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d",
                                ReturnType.LeafClass,
                                null,
                                List.of(
                                        SlotDraft.of("$XDSDocumentEntryPatientId", "'" + Submissions.MARY.cx() + "'"),
                                        SlotDraft.of(
                                                "$XDSDocumentEntryStatus",
                                                "('urn:oasis:names:tc:ebxml-regrep:StatusType:Approved')"))),
                        REPOSITORY);
    }

    private List<String> messages() {
        return spool.read(0, 100).stream()
                .map(message -> new String(message.message(), StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void findsWhatWasRegistered() {
        DocumentRegistry registry = registry(new InMemoryRegistryStore());

        assertThat(submit(registry, Submissions.ofOneManifest("a"))).isEqualTo(RegistryResponse.SUCCESS);

        assertThat(findDocuments(registry).objects())
                .singleElement()
                .satisfies(entry ->
                        assertThat(entry.id()).isEqualTo(Submissions.uuid("a").value()));
    }

    @Test
    void auditsASubmission() {
        submit(registry(new InMemoryRegistryStore()), Submissions.ofOneManifest("a"));

        assertThat(messages())
                .singleElement()
                .asString()
                .contains("csd-code=\"110107\"", "EventActionCode=\"C\"", "EventOutcomeIndicator=\"0\"", "ITI-42")
                .contains("MARY-1^^^&amp;1.3.6.1.4.1.21367.2005.13.20.1000&amp;ISO")
                .contains(Submissions.submissionSet("a-set").uniqueId().value())
                .contains(ENDPOINT.toString(), "192.0.2.7");
    }

    @Test
    void auditsARefusedSubmission() {
        DocumentRegistry registry = registry(new InMemoryRegistryStore());

        assertThat(submit(registry, new SubmissionDraft(List.of())).status()).isEqualTo(Status.FAILURE);

        assertThat(messages()).singleElement().asString().contains("EventOutcomeIndicator=\"8\"");
    }

    @Test
    void auditsAQueryAboutSeveralPatients() {
        registry(new InMemoryRegistryStore())
                .multiPatientStoredQuery()
                .perform(
                        new StoredQueryRequest(
                                "urn:uuid:3d1bdb10-39a2-11de-89c2-2f44d94eaa9f",
                                ReturnType.ObjectRef,
                                null,
                                List.of(
                                        SlotDraft.of("$XDSDocumentEntryPatientId", "('A^^^&1.2&ISO','B^^^&1.2&ISO')"),
                                        SlotDraft.of(
                                                "$XDSDocumentEntryStatus",
                                                "('urn:oasis:names:tc:ebxml-regrep:StatusType:Approved')"))),
                        REPOSITORY);

        assertThat(messages())
                .singleElement()
                .asString()
                .contains("csd-code=\"110112\"", "EventOutcomeIndicator=\"0\"", "ITI-51", "Multi-Patient Query")
                .contains("A^^^&amp;1.2&amp;ISO", "B^^^&amp;1.2&amp;ISO");
    }

    @Test
    void auditsAQuery() {
        findDocuments(registry(new InMemoryRegistryStore()));

        assertThat(messages())
                .singleElement()
                .asString()
                .contains("csd-code=\"110112\"", "EventActionCode=\"E\"", "EventOutcomeIndicator=\"0\"", "ITI-18")
                .contains("MARY-1^^^&amp;1.3.6.1.4.1.21367.2005.13.20.1000&amp;ISO")
                .contains("urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d")
                .satisfies(message -> {
                    String query = message.replaceAll("(?s).*<ParticipantObjectQuery>([^<]*)<.*", "$1");
                    assertThat(new String(Base64.getMimeDecoder().decode(query), StandardCharsets.UTF_8))
                            .contains("AdhocQueryRequest", "$XDSDocumentEntryStatus");
                });
    }

    /** A broker can wait, and would take what it does not find for something that it may never tell of. */
    @Test
    void whatCannotBeDecidedIsHiddenFromWhoAsksAndUnknownToABroker() {
        ConsentDecisionPoint undecided =
                (caller, transaction) -> resource -> new Decision.Undecided("the consents cannot be read");
        DocumentRegistry registry = DocumentRegistry.over(
                new InMemoryRegistryStore(),
                new DocumentRegistry.Configuration(
                        ENDPOINT,
                        QueryLimits.DEFAULT,
                        PatientDirectory.EVERYONE,
                        new DocumentRegistry.Consent(everything -> undecided, PrivacyPolicies.ANY)),
                audit,
                new DocumentRegistry.Surroundings(CLOCK, () -> EntryUuid.of(UUID.randomUUID())));
        submit(registry, Submissions.ofOneManifest("a"));

        assertThat(findDocuments(registry)).isEqualTo(new StoredQueryResponse(List.of(), List.of(), List.of()));

        StoreQuestions ofBroker = registry.grouped(new InMemoryHappenings(CLOCK, UUID::randomUUID))
                .visible()
                .apply(REPOSITORY);
        assertThatThrownBy(() -> ofBroker.documentEntries(List.of(), 5)).hasMessageContaining("cannot be decided now");
        assertThatThrownBy(() -> ofBroker.submissionSets(List.of(), 5)).hasMessageContaining("cannot be decided now");
    }

    @Test
    void whatBreaksIsAuditedAndTellsNothing() {
        DocumentRegistry registry = registry(new BrokenStore());

        RegistryResponse refused = submit(registry, Submissions.ofOneManifest("a"));
        StoredQueryResponse nothing = findDocuments(registry);

        assertThat(refused.status()).isEqualTo(Status.FAILURE);
        assertThat(nothing.outcome().status()).isEqualTo(Status.FAILURE);
        assertThat(List.of(refused.errors().getFirst(), nothing.errors().getFirst()))
                .allSatisfy(error -> {
                    assertThat(error.errorCode()).isEqualTo(ErrorCode.XDSRegistryError);
                    assertThat(error.codeContext()).contains("urn:uuid:").doesNotContain("disk");
                });
        assertThat(messages())
                .hasSize(2)
                .allSatisfy(message -> assertThat(message).contains("EventOutcomeIndicator=\"8\""));
        assertThatThrownBy(registry::check).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void isWellWhenItsStoreAnswers() {
        try (DocumentRegistry registry = registry(new InMemoryRegistryStore())) {
            registry.check();
        }
    }

    private static final class BrokenStore implements RegistryStore {
        private static IllegalStateException broken() {
            return new IllegalStateException("the disk is full of /var/secret");
        }

        @Override
        public List<RegisteredEntry> documentEntries(List<? extends Criterion.OfDocumentEntry> allOf, int atMost) {
            throw broken();
        }

        @Override
        public List<RegisteredObject> submissionSets(List<? extends Criterion.OfSubmissionSet> allOf, int atMost) {
            throw broken();
        }

        @Override
        public List<RegisteredObject> folders(List<? extends Criterion.OfFolder> allOf, int atMost) {
            throw broken();
        }

        @Override
        public List<RegisteredAssociation> associations(List<? extends Criterion.OfAssociation> allOf, int atMost) {
            throw broken();
        }

        @Override
        public <A> A atOneMoment(Function<StoreQuestions, A> questions) {
            throw broken();
        }

        @Override
        public History history(Identifiers identifiers) {
            throw broken();
        }

        @Override
        public Map<EntryUuid, String> written(List<RegisteredObject> found) {
            throw broken();
        }

        @Override
        public List<XdsError> change(Scope scope, Function<Snapshot, Verdict> judge) {
            throw broken();
        }
    }
}
