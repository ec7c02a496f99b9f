package dev.xdsi.interop;

import static dev.xdsi.model.draft.Submissions.MARY;
import static dev.xdsi.model.draft.Submissions.REPOSITORY;
import static dev.xdsi.model.draft.Submissions.folder;
import static dev.xdsi.model.draft.Submissions.manifest;
import static dev.xdsi.model.draft.Submissions.member;
import static dev.xdsi.model.draft.Submissions.ofOneManifest;
import static dev.xdsi.model.draft.Submissions.relation;
import static dev.xdsi.model.draft.Submissions.submissionSet;
import static dev.xdsi.model.draft.Submissions.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.xdsi.interop.ForeignClient.Seen;
import dev.xdsi.model.AssociationType;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.SlotDraft;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.soap.ebrim.DocumentRequestCodec;
import dev.xdsi.soap.ebrim.RegistryResponseCodec;
import dev.xdsi.soap.ebrim.StoredQueryCodec;
import dev.xdsi.soap.ebrim.SubmissionCodec;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryRequest.ReturnType;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import dev.xdsi.transaction.iti43.DocumentRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetRequest;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest.SeriesRequest;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest.StudyRequest;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What we write is read by a reader of another make, judged valid by it, and understood as we meant it. */
@Tag("integration")
class ForeignReaderTest {
    @TempDir
    private Path folder;

    private Seen read(Object message) throws Exception {
        return new ForeignClient(folder).read(OurMessages.write(folder.resolve("message.xml"), message));
    }

    @Test
    void aSubmissionOfAManifestIsUnderstood() throws Exception {
        Seen seen = read(SubmissionCodec.encode(ofOneManifest("one"))).withoutComplaint();

        JsonNode entry = seen.values("documentEntry").getFirst();
        assertThat(entry.path("entryUuid").asText()).isEqualTo(uuid("one").value());
        assertThat(entry.at("/patientId/extension").asText()).isEqualTo("MARY-1");
        assertThat(entry.at("/title/value").asText()).isEqualTo("CT Chest");
        assertThat(entry.at("/eventCode/0/code").asText()).as(entry.toString()).isEqualTo("CT");
        assertThat(seen.values("association"))
                .singleElement()
                .satisfies(
                        association -> assertThat(association.path("targetUuid").asText())
                                .isEqualTo(uuid("one").value()));
    }

    @Test
    void aFolderIsUnderstood() throws Exception {
        var submission = Submissions.of(
                submissionSet("set"),
                folder("folder"),
                manifest("entry"),
                relation(AssociationType.HAS_MEMBER, uuid("set"), uuid("folder")),
                member("b", uuid("set"), uuid("entry")));

        assertThat(read(SubmissionCodec.encode(submission)).withoutComplaint().values("folder"))
                .singleElement()
                .satisfies(seen -> assertThat(seen.at("/title/value").asText()).isEqualTo("Follow-up"));
    }

    @Test
    void aSubmissionWithoutItsSetIsComplainedAbout() throws Exception {
        Seen seen = read(SubmissionCodec.encode(new SubmissionDraft(List.of())));

        assertThat(seen.exitCode()).isNotZero();
        assertThat(seen.of("complaint")).hasSize(1);
    }

    @Test
    void aStoredQueryIsUnderstood() throws Exception {
        var query = new StoredQueryRequest(
                "urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d",
                ReturnType.LeafClass,
                null,
                List.of(
                        SlotDraft.of("$XDSDocumentEntryPatientId", "'" + MARY.cx() + "'"),
                        SlotDraft.of(
                                "$XDSDocumentEntryStatus", "('urn:oasis:names:tc:ebxml-regrep:StatusType:Approved')")));

        assertThat(read(StoredQueryCodec.encode(query)).withoutComplaint().of("query"))
                .singleElement()
                .satisfies(seen -> assertThat(seen.path("name").asText()).isEqualTo("FindDocumentsQuery"));
    }

    @Test
    void anAnswerToAStoredQueryIsUnderstood() throws Exception {
        var answer = new StoredQueryResponse(ofOneManifest("one").objects(), List.of(), List.of());

        Seen seen = read(StoredQueryCodec.encode(answer)).withoutComplaint();

        assertThat(seen.of("documentEntry", "message.xml")).hasSize(1);
        assertThat(seen.of("submissionSet", "message.xml")).hasSize(1);
        assertThat(seen.of("association", "message.xml")).hasSize(1);
    }

    @Test
    void everyErrorOfAFailureIsUnderstood() throws Exception {
        var failure = RegistryResponse.ofSubmission(List.of(
                XdsError.of(ErrorCode.XDSPatientIdDoesNotMatch, "first"),
                XdsError.of(ErrorCode.XDSRegistryMetadataError, "second")));

        Seen seen = read(RegistryResponseCodec.encode(failure));

        assertThat(seen.of("complaint")).as(seen.log()).isEmpty();
        assertThat(seen.of("answer")).as(seen.log()).hasSize(1);
        assertThat(seen.of("error"))
                .extracting(error -> error.path("context").asText())
                .containsExactly("first", "second");
    }

    @Test
    void requestsForDocumentsAndImagesAreAccepted() throws Exception {
        var document = new DocumentRequest(null, REPOSITORY.value(), "1.2.3.4");
        read(DocumentRequestCodec.encode(new RetrieveDocumentSetRequest(List.of(document))))
                .withoutComplaint();
        read(DocumentRequestCodec.encode(new RetrieveImagingDocumentSetRequest(
                        List.of(new StudyRequest("1.2.3", List.of(new SeriesRequest("1.2.3.1", List.of(document))))),
                        List.of("1.2.840.10008.1.2.1"))))
                .withoutComplaint();
    }
}
