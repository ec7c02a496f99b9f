package dev.xdsi.repository.ondemand;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.model.Association;
import dev.xdsi.model.AssociationType;
import dev.xdsi.model.Code;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.DocumentEntryType;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.DraftReader;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.model.rules.MetadataRules;
import dev.xdsi.model.rules.Side;
import dev.xdsi.repository.ondemand.OnDemandDocuments.MadeDocument;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OnDemandDocumentSourceTest {
    private static final Caller DOCTOR = Caller.self("doctor");
    private static final Code RESTRICTED = Code.of("R", "2.16.840.1.113883.5.25", "Restricted");

    private final FakeRegistry registry = new FakeRegistry();
    private final List<ProvideAndRegisterDocumentSetRequest> provided = new ArrayList<>();
    private RegistryResponse answer = RegistryResponse.SUCCESS;

    private OnDemand offered(boolean kept) {
        return new OnDemand(
                new Letter(),
                new OnDemandSubmissions(Submissions.REPOSITORY, new Oid("1.2.3"), "Radiology North"),
                registry.transactions(),
                kept,
                new OnDemand.Surroundings(
                        InstantSource.fixed(Instant.parse("2026-03-04T05:06:07Z")), UUID::randomUUID));
    }

    private RegistryResponse provide(ProvideAndRegisterDocumentSetRequest request, Caller caller) {
        provided.add(request);
        return answer;
    }

    private OnDemandDocumentSource source(boolean kept) {
        return new OnDemandDocumentSource(offered(kept), kept ? this::provide : null);
    }

    /** The submission of a document that is followed, and the uniqueId of the entry that is registered for it. */
    private String registeredFor(String name) {
        new OnDemandRegistration(offered(false), this::provide)
                .perform(new ProvideAndRegisterDocumentSetRequest(Submissions.ofOneManifest(name), List.of()), DOCTOR);
        return entry().uniqueId();
    }

    private DocumentEntry entry() {
        return DraftReader.documentEntry(
                registry.registered.getFirst().documentEntries().findFirst().orElseThrow());
    }

    @Test
    void aPatientsEntryIsRegisteredOnceWithTheFirstDocumentThatIsFollowed() {
        OnDemandRegistration registration = new OnDemandRegistration(offered(false), this::provide);
        for (String name : List.of("a", "b")) {
            registration.perform(
                    new ProvideAndRegisterDocumentSetRequest(Submissions.ofOneManifest(name), List.of()), DOCTOR);
        }
        new OnDemandRegistration(offered(false), this::provide)
                .perform(new ProvideAndRegisterDocumentSetRequest(Submissions.ofOneManifest("c"), List.of()), DOCTOR);

        assertThat(provided).hasSize(3);
        assertThat(registry.registered)
                .singleElement()
                .satisfies(submission -> assertThat(MetadataRules.check(submission, Side.REGISTRY_ON_DEMAND))
                        .isEmpty());
        assertThat(entry().objectType()).isEqualTo(DocumentEntryType.ON_DEMAND);
        assertThat(entry().patientId()).isEqualTo(Submissions.MARY);
        assertThat(entry().repositoryUniqueId()).isEqualTo(Submissions.REPOSITORY);
    }

    @Test
    void whatIsRefusedOrNotFollowedHasNoEntry() {
        OnDemandRegistration registration = new OnDemandRegistration(offered(false), this::provide);
        SubmissionDraft letter = Submissions.of(
                Submissions.submissionSet("s"),
                Submissions.manifest("a").toBuilder().mimeType("text/plain").build());
        registration.perform(new ProvideAndRegisterDocumentSetRequest(letter, List.of()), DOCTOR);
        answer = RegistryResponse.ofSubmission(List.of(XdsError.of(ErrorCode.XDSUnknownPatientId, "MARY")));
        registration.perform(
                new ProvideAndRegisterDocumentSetRequest(Submissions.ofOneManifest("a"), List.of()), DOCTOR);

        assertThat(registry.registered).isEmpty();
    }

    @Test
    void aRegistryThatRefusesTheEntrySpoilsNoSubmission() {
        registry.answer = RegistryResponse.ofSubmission(List.of(XdsError.of(ErrorCode.XDSRegistryBusy, "later")));
        OnDemandRegistration registration = new OnDemandRegistration(offered(false), this::provide);
        var request = new ProvideAndRegisterDocumentSetRequest(Submissions.ofOneManifest("a"), List.of());

        assertThat(registration.perform(request, DOCTOR)).isEqualTo(RegistryResponse.SUCCESS);
        assertThat(registration.perform(request, DOCTOR)).isEqualTo(RegistryResponse.SUCCESS);

        assertThat(registry.registered).as("tried again with the next one").hasSize(2);
    }

    @Test
    void itIsMadeForWhoAsksUnderAnIdOfItsOwn() throws IOException {
        String uniqueId = registeredFor("a");
        OnDemandDocumentSource source = source(false);

        MadeDocument made = source.make(uniqueId, DOCTOR).orElseThrow();

        assertThat(text(made)).isEqualTo("for doctor about " + Submissions.MARY.cx());
        assertThat(made.mimeType()).isEqualTo("text/plain");
        assertThat(registry.callers).last().isEqualTo(DOCTOR);
        assertThat(made.ids().repositoryUniqueId()).isNull();
        assertThat(Oid.isValid(made.ids().documentUniqueId())).isTrue();
        assertThat(source.make(uniqueId, DOCTOR).orElseThrow().ids()).isNotEqualTo(made.ids());
        assertThat(source.make(made.ids().documentUniqueId(), DOCTOR))
                .as("was not kept")
                .isEmpty();
    }

    @Test
    void whatIsKeptIsASnapshotNoLessConfidentialThanWhatIsInIt() throws IOException {
        String uniqueId = registeredFor("a");
        provided.clear();

        MadeDocument made = source(true).make(uniqueId, DOCTOR).orElseThrow();

        ProvideAndRegisterDocumentSetRequest request = provided.getFirst();
        assertThat(MetadataRules.check(request.submission(), Side.REPOSITORY)).isEmpty();
        DocumentEntry stable = DraftReader.documentEntry(
                request.submission().documentEntries().findFirst().orElseThrow());
        assertThat(stable.uniqueId()).isEqualTo(made.ids().documentUniqueId());
        assertThat(made.ids().repositoryUniqueId()).isEqualTo(Submissions.REPOSITORY.value());
        assertThat(stable.confidentialityCode()).containsExactly(RESTRICTED);
        assertThat(stable.objectType()).isEqualTo(DocumentEntryType.STABLE);
        assertThat(request.submission().associations().map(DraftReader::association))
                .filteredOn(link -> link.associationType() == AssociationType.IS_SNAPSHOT_OF)
                .extracting(Association::sourceObject, Association::targetObject)
                .containsExactly(org.assertj.core.api.Assertions.tuple(stable.entryUUID(), entry().entryUUID()));
        assertThat(request.documents().getFirst().content().length())
                .isEqualTo(made.content().length());
    }

    @Test
    void whatCannotBeKeptIsNotGivenOut() {
        String uniqueId = registeredFor("a");
        answer = RegistryResponse.ofSubmission(List.of(XdsError.of(ErrorCode.XDSRegistryNotAvailable, "gone")));

        assertThatThrownBy(() -> source(true).make(uniqueId, DOCTOR)).isInstanceOf(IOException.class);
    }

    @Test
    void otherIdsAreNotEvenAskedAbout() throws IOException {
        OnDemandDocumentSource source = source(false);

        assertThat(source.make("1.2.3", DOCTOR)).isEmpty();
        assertThat(source.make("2.25." + "9".repeat(39), DOCTOR)).isEmpty();
        assertThat(source.make("2.25.x'", DOCTOR)).isEmpty();
        assertThat(registry.asked).isEmpty();
    }

    @Test
    void anEntryOfAnotherRepositoryOrAStableOneIsNotOurs() throws IOException {
        String uniqueId = registeredFor("a");
        DocumentEntry ours = registry.entries.removeFirst();
        registry.entries.add(
                ours.toBuilder().repositoryUniqueId(new Oid("1.2.3.4")).build());
        registry.entries.add(
                ours.toBuilder().objectType(DocumentEntryType.STABLE).build());
        registry.entries.add(ours.toBuilder().mimeType("text/html").build());

        assertThat(source(false).make(uniqueId, DOCTOR)).isEmpty();
    }

    private static String text(MadeDocument made) throws IOException {
        try (InputStream in = made.content().open()) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private static final class Letter implements OnDemandSource {
        @Override
        public String kind() {
            return "letter";
        }

        @Override
        public DocumentEntry.Builder described() {
            return Submissions.manifest("letter").toBuilder()
                    .creationTime(null)
                    .hash(null)
                    .size(null)
                    .mimeType("text/plain");
        }

        @Override
        public boolean makes(DocumentEntry entry) {
            return entry.mimeType().equals("text/plain");
        }

        @Override
        public boolean follows(RegistryObjectDraft documentEntry) {
            return "application/dicom".equals(documentEntry.header().mimeType());
        }

        @Override
        public Set<Code> write(PatientId patientId, Caller caller, OutputStream out) throws IOException {
            out.write(("for " + caller.node().userId() + " about " + patientId.cx()).getBytes(UTF_8));
            return Set.of(RESTRICTED);
        }
    }
}
