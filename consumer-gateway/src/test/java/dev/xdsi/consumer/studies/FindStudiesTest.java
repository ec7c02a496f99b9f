package dev.xdsi.consumer.studies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.consumer.TestStudy;
import dev.xdsi.consumer.partner.PartnerException;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.DraftWriter;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Delivery;
import dev.xdsi.transaction.DocumentContent;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import dev.xdsi.transaction.iti43.RetrievedDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FindStudiesTest {
    private static final Caller CLINICIAN = Caller.self(Caller.ANONYMOUS);
    private static final DocumentEntry ENTRY = Submissions.manifest("a");

    private final List<StoredQueryRequest> queries = new ArrayList<>();
    private final List<Delivery.Result> deliveries = new ArrayList<>();
    private DocumentContent manifest = TestStudy.content(TestStudy.file(TestStudy.keyObjects()));

    @Test
    void listsTheStudyOfAManifest() {
        SharedStudies found = find(this::registry, this::repository);

        assertThat(found.problems()).isEmpty();
        assertThat(found.studies()).hasSize(1);
        SharedStudy study = found.studies().getFirst();
        assertThat(study.studyInstanceUID()).isEqualTo(TestStudy.UID_OF_STUDY);
        assertThat(study.date()).isEqualTo("2024-01-02");
        assertThat(study.modalities()).containsExactly("CT");
        assertThat(study.description()).isEqualTo("CT Chest");
        assertThat(study.institution()).isEqualTo("Radiology North");
        assertThat(study.manifest().instanceCount()).isEqualTo(3);
        assertThat(deliveries).hasSize(1).allMatch(Delivery.Result::complete);
        assertThat(deliveries.getFirst().sent()).containsOnlyKeys(study.documentUniqueId());
    }

    @Test
    void asksForApprovedManifestsOfThePatientWithQuotesDoubled() {
        PatientId patient = new PatientId("O'Neill", Submissions.MARY.assigningAuthority());
        new FindStudies(this::registry, (home, oid) -> Optional.empty()).of(patient, CLINICIAN);

        assertThat(queries.getFirst().parameters().getFirst().values())
                .containsExactly("'O''Neill^^^&1.3.6.1.4.1.21367.2005.13.20.1000&ISO'");
    }

    @Test
    void asksTheNamedCommunitiesAloneAndNewestStudiesComeFirst() {
        SharedStudies found = new FindStudies(this::registry, (home, oid) -> Optional.of(this::repository))
                .inCommunities(Set.of("urn:oid:2", "urn:oid:1"), Submissions.MARY, CLINICIAN);

        assertThat(queries).extracting(StoredQueryRequest::home).containsExactly("urn:oid:1", "urn:oid:2");
        assertThat(found.studies()).hasSize(2);
    }

    @Test
    void saysThatTheRegistryDoesNotAnswer() {
        SharedStudies found = find(
                (query, caller) -> {
                    throw new PartnerException("The registry at x does not answer.");
                },
                this::repository);

        assertThat(found.studies()).isEmpty();
        assertThat(found.problems()).containsExactly("The registry at x does not answer.");
    }

    @Test
    void saysThatARepositoryDoesNotAnswer() {
        SharedStudies found = find(this::registry, (request, caller) -> {
            throw new PartnerException("The repository at x does not answer.");
        });

        assertThat(found.problems()).containsExactly("The repository at x does not answer.");
    }

    @Test
    void saysThatARepositoryIsNotKnown() {
        SharedStudies found =
                new FindStudies(this::registry, (home, oid) -> Optional.empty()).of(Submissions.MARY, CLINICIAN);

        assertThat(found.problems()).singleElement().asString().contains("not known here");
    }

    @Test
    void passesOnTheErrorsOfPartners() {
        SharedStudies found = find(
                this::registry,
                (request, caller) -> new RetrieveDocumentSetResponse(
                        List.of(), List.of(XdsError.of(ErrorCode.XDSRepositoryBusy, "later"))));

        assertThat(found.studies()).isEmpty();
        assertThat(found.problems())
                .anyMatch(problem -> problem.contains("XDSRepositoryBusy"))
                .anyMatch(problem -> problem.contains("did not come"));
    }

    @Test
    void saysThatAManifestIsNone() {
        manifest = TestStudy.content(TestStudy.image(TestStudy.FIRST));

        SharedStudies found = find(this::registry, this::repository);

        assertThat(found.studies()).isEmpty();
        assertThat(found.problems()).singleElement().asString().contains("cannot be read");
        assertThat(deliveries).singleElement().matches(result -> !result.complete());
    }

    @Test
    void aManifestThatBreaksOffFailsItsDelivery() {
        manifest = TestStudy.broken(TestStudy.file(TestStudy.keyObjects()));

        assertThat(find(this::registry, this::repository).problems()).hasSize(1);
        assertThat(deliveries).singleElement().matches(result -> !result.complete());
    }

    @Test
    void aFaultOfOurOwnIsNotAPartnersFailure() {
        assertThatThrownBy(() -> find(
                        (query, caller) -> {
                            throw new IllegalStateException("ours");
                        },
                        this::repository))
                .hasMessage("ours");
    }

    private static SharedStudies find(
            Transaction<StoredQueryRequest, StoredQueryResponse> registry,
            Transaction<RetrieveDocumentSetRequest, RetrieveDocumentSetResponse> repository) {
        return new FindStudies(registry, (home, oid) -> Optional.of(repository)).of(Submissions.MARY, CLINICIAN);
    }

    private StoredQueryResponse registry(StoredQueryRequest query, Caller caller) {
        queries.add(query);
        return new StoredQueryResponse(List.of(DraftWriter.draft(ENTRY)), List.of(), List.of());
    }

    private RetrieveDocumentSetResponse repository(RetrieveDocumentSetRequest request, Caller caller) {
        RetrieveDocumentSetResponse response = new RetrieveDocumentSetResponse(
                request.documents().stream()
                        .map(document -> new RetrievedDocument(document, "application/dicom", manifest))
                        .toList(),
                List.of());
        response.delivery().whenClosed(deliveries::add);
        return response;
    }
}
