package dev.xdsi.consent.community;

import static dev.xdsi.model.draft.Submissions.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.disclosure.ConsentDecisionPoint;
import dev.xdsi.disclosure.Decision;
import dev.xdsi.model.Code;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.ReferenceId;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.DraftWriter;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryRequest.ReturnType;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import dev.xdsi.transaction.iti43.DocumentRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest.SeriesRequest;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest.StudyRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** C22 for images: RAD-69 names no patient, so it is decided by what the manifests were before. */
class ConsentedImagesTest {
    private static final String US = "urn:oid:1";
    private static final String HOME = "urn:oid:1.2.3.4";
    private static final String STUDY = "1.2.5";
    private static final Code KEY_OBJECTS =
            Code.of("1.2.840.10008.5.1.4.1.1.88.59", "1.2.840.10008.2.6.1", "Key Object Selection Document");
    private static final Caller CALLER = Caller.self("test");

    private final Set<Code> secret = new HashSet<>();
    private final Set<PatientId> closed = new HashSet<>();
    private final List<String> fetched = new ArrayList<>();
    private final ConsentDecisionPoint consent =
            (caller, transaction) -> resource -> closed.contains(resource.patientId())
                            || resource.confidentialityCodes().stream().anyMatch(secret::contains)
                    ? new Decision.Denied("closed")
                    : new Decision.Permitted("open", false);
    private Instant now = Instant.parse("2026-05-01T12:00:00Z");
    private final ForeignStudies studies =
            new ForeignStudies(new ForeignStudies.Limits(3, Duration.ofHours(1)), () -> now);
    private final OurConsents consents =
            new OurConsents(consent, (theirs, home, caller) -> Optional.of(ours(theirs)), studies, US::equals);
    private List<RegistryObjectDraft> there = List.of();

    private static PatientId ours(PatientId theirs) {
        return new PatientId("OUR-" + theirs.id(), theirs.assigningAuthority());
    }

    private static DocumentEntry.Builder manifestOf(String name, String... studies) {
        return manifest(name).toBuilder()
                .formatCode(KEY_OBJECTS)
                .referenceIdList(Stream.of(studies)
                        .map(study -> ReferenceId.ofStudy(new Oid(study)))
                        .toList());
    }

    private static RegistryObjectDraft foreign(DocumentEntry.Builder entry) {
        return DraftWriter.draft(entry.build()).with(header -> header.withHome(HOME));
    }

    private StoredQueryResponse answer() {
        return new StoredQueryResponse(there, List.of(), List.of());
    }

    /** What ITI-18 does with an answer of the other community. */
    private void told(RegistryObjectDraft... entries) {
        there = List.of(entries);
        new ConsentedQuery((request, caller) -> answer(), consents, "ITI-18")
                .perform(new StoredQueryRequest("urn:uuid:x", ReturnType.ObjectRef, null, List.of()), CALLER);
    }

    private static StudyRequest study(@Nullable String home, String study, String... images) {
        return new StudyRequest(
                study,
                List.of(new SeriesRequest(
                        study + ".1",
                        Stream.of(images)
                                .map(image -> new DocumentRequest(home, "1.5", image))
                                .toList())));
    }

    private List<XdsError> retrieve(StudyRequest... wanted) {
        fetched.clear();
        return new ConsentedImages(
                        (request, caller) -> {
                            request.requested().forEach(image -> fetched.add(image.documentUniqueId()));
                            return new RetrieveDocumentSetResponse(List.of(), List.of());
                        },
                        consents,
                        "RAD-69")
                .perform(new RetrieveImagingDocumentSetRequest(List.of(wanted), List.of("1.2")), CALLER)
                .errors();
    }

    @Test
    void c22_aStudyOfWhichNothingWasToldIsNotFetched() {
        assertThat(retrieve(study(HOME, STUDY, "1.2.5.1", "1.2.5.2")))
                .containsExactly(unknown("1.2.5.1"), unknown("1.2.5.2"));
        assertThat(fetched).isEmpty();
    }

    private static XdsError unknown(String image) {
        return XdsError.of(ErrorCode.XDSDocumentUniqueIdError, image + ": no such document is available there", HOME);
    }

    @Test
    void c22_aStudyThatAQueryToldOfIsFetchedAsLongAsOurConsentsPermitIt() {
        told(foreign(manifestOf("open", STUDY)));
        assertThat(retrieve(study(HOME, STUDY, "1.2.5.1"))).isEmpty();
        assertThat(fetched).containsExactly("1.2.5.1");

        closed.add(ours(manifest("open").patientId()));
        assertThat(retrieve(study(HOME, STUDY, "1.2.5.1"))).containsExactly(unknown("1.2.5.1"));
        assertThat(fetched).isEmpty();
    }

    @Test
    void c22_aStudyWhoseManifestWasRetrievedIsKnownToo() {
        there = List.of(foreign(manifestOf("open", STUDY)));
        new ConsentedRetrieve(
                        (request, caller) -> new RetrieveDocumentSetResponse(List.of(), List.of()),
                        (request, caller) -> answer(),
                        consents,
                        "ITI-43")
                .perform(new RetrieveDocumentSetRequest(List.of(new DocumentRequest(HOME, "1.5", "1.2.9.1"))), CALLER);
        assertThat(retrieve(study(HOME, STUDY, "1.2.5.1"))).isEmpty();
    }

    @Test
    void c18_imagesAreAsSecretAsTheirManifestAndKnownWhoeverWasDeniedIt() {
        Code confidential = Code.of("V", "1.2.3", "Very");
        secret.add(confidential);
        told(foreign(manifestOf("secret", STUDY).confidentialityCode(List.of(confidential))));
        assertThat(retrieve(study(HOME, STUDY, "1.2.5.1"))).hasSize(1);
        secret.clear();
        assertThat(retrieve(study(HOME, STUDY, "1.2.5.1"))).isEmpty();
    }

    @Test
    void aStudyWithTwoManifestsIsFetchedWhereBothPermit() {
        PatientId other = new PatientId("OTHER", new Oid("1.9.9"));
        told(foreign(manifestOf("one", STUDY)), foreign(manifestOf("two", STUDY).patientId(other)));
        assertThat(retrieve(study(HOME, STUDY, "1.2.5.1"))).isEmpty();
        closed.add(ours(other));
        assertThat(retrieve(study(HOME, STUDY, "1.2.5.1"))).hasSize(1);
    }

    @Test
    void whatIsNoManifestOrOfAnotherCommunityTellsNothing() {
        told(foreign(manifestOf("report", STUDY).formatCode(Code.of("report", "1.2.3", "Report"))));
        assertThat(retrieve(study(HOME, STUDY, "1.2.5.1"))).hasSize(1);
        told(foreign(manifestOf("open", STUDY)));
        assertThat(retrieve(study("urn:oid:1.2.3.5", STUDY, "1.2.5.1"))).hasSize(1);
        told(foreign(manifestOf("old", "1.2.6"))
                .with(header -> header.withStatus("urn:oasis:names:tc:ebxml-regrep:StatusType:Deprecated")));
        assertThat(retrieve(study(HOME, "1.2.6", "1.2.6.1"))).hasSize(1);
    }

    @Test
    void ofSeveralStudiesThoseThatMayBeSeenComeAndOursAreLeftToOurSources() {
        told(foreign(manifestOf("open", STUDY)));
        assertThat(retrieve(
                        study(HOME, STUDY, "1.2.5.1"),
                        study(HOME, "1.2.6", "1.2.6.1"),
                        study(US, "1.2.7", "1.2.7.1"),
                        study(null, "1.2.8", "1.2.8.1")))
                .containsExactly(unknown("1.2.6.1"));
        assertThat(fetched).containsExactly("1.2.5.1", "1.2.7.1", "1.2.8.1");
    }

    @Test
    void whatWasToldIsForgottenAfterItsTimeAndTheOldestWhereThereIsTooMuch() {
        told(foreign(manifestOf("a", "1.2.1")));
        now = now.plus(Duration.ofHours(1));
        assertThat(retrieve(study(HOME, "1.2.1", "1.2.1.1"))).isEmpty();
        now = now.plusSeconds(1);
        assertThat(retrieve(study(HOME, "1.2.1", "1.2.1.1"))).hasSize(1);

        told(foreign(manifestOf("a", "1.2.1", "1.2.2", "1.2.3")));
        told(foreign(manifestOf("d", "1.2.4")));
        assertThat(retrieve(study(HOME, "1.2.1", "1.2.1.1"))).hasSize(1);
        assertThat(retrieve(study(HOME, "1.2.4", "1.2.4.1"))).isEmpty();
    }

    @Test
    void ofTooManyManifestsNobodySaysWhichOfThemCounts() {
        told(Stream.of("abcdefghijklmnop".split(""))
                .map(name -> foreign(manifestOf("m" + name, STUDY)))
                .toArray(RegistryObjectDraft[]::new));
        assertThat(retrieve(study(HOME, STUDY, "1.2.5.1"))).isEmpty();
        told(foreign(manifestOf("mq", STUDY)));
        assertThat(retrieve(study(HOME, STUDY, "1.2.5.1"))).hasSize(1);
    }

    @Test
    void anEntryOfEndlessCodesIsNotRemembered() {
        told(foreign(manifestOf("long", STUDY).confidentialityCode(List.of(Code.of("N", "1.2.3", "N".repeat(3_000))))));
        assertThat(retrieve(study(HOME, STUDY, "1.2.5.1"))).hasSize(1);
    }
}
