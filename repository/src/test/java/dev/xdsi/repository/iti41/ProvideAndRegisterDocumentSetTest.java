package dev.xdsi.repository.iti41;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.Oid;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.RegistryResponse.Status;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.ExternalIdentifierDraft;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.model.draft.Vocabulary.Identifier;
import dev.xdsi.model.draft.Vocabulary.SlotName;
import dev.xdsi.repository.iti41.ProvideAndRegisterDocumentSet.Acceptance;
import dev.xdsi.repository.registration.RegistryDidNotAnswerException;
import dev.xdsi.repository.registration.RegistryNotReachedException;
import dev.xdsi.repository.store.HeapContent;
import dev.xdsi.repository.store.InMemoryDocumentStore;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.DocumentContent;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest.ProvidedDocument;
import dev.xdsi.transaction.iti42.RegisterDocumentSetRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProvideAndRegisterDocumentSetTest {
    private static final Oid REPOSITORY = new Oid("1.3.6.1.4.1.21367.13.80.110");
    private static final Caller SOURCE = Caller.self("source");
    private static final String SHA1_OF_ABC = "a9993e364706816aba3e25717850c26c9cd0d89d";

    private final InMemoryDocumentStore store = new InMemoryDocumentStore();
    private final List<SubmissionDraft> registered = new ArrayList<>();
    private Transaction<RegisterDocumentSetRequest, RegistryResponse> registry = (request, caller) -> {
        registered.add(request.submission());
        return RegistryResponse.SUCCESS;
    };

    private ContentRule contents = ContentRule.NONE;

    @Test
    void aDocumentThatIsNotWhatItsFormatSaysIsRefusedAndNothingKept() {
        contents = new ContentRule() {
            @Override
            public boolean concerns(RegistryObjectDraft documentEntry) {
                return documentEntry.id().equals(Submissions.uuid("b").value());
            }

            @Override
            public List<XdsError> faults(RegistryObjectDraft documentEntry, InputStream beginning) {
                try {
                    return List.of(XdsError.of(
                            ErrorCode.InvalidDocumentContent,
                            new String(beginning.readAllBytes(), StandardCharsets.UTF_8)));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
        RegistryResponse response = provide(two("a", "b"), document("a", "abc"), document("b", "not a consent"));

        assertThat(response.errors()).containsExactly(XdsError.of(ErrorCode.InvalidDocumentContent, "not a consent"));
        nothingIsLeft();
    }

    @Test
    void registersWhatTheRepositoryAloneKnows() {
        RegistryResponse response = provide(Submissions.ofOneManifest("a"), document("a", "abc"));

        assertThat(response).isEqualTo(RegistryResponse.SUCCESS);
        RegistryObjectDraft entry =
                registered.getFirst().documentEntries().findFirst().orElseThrow();
        assertThat(entry.slotValues(SlotName.HASH)).containsExactly(SHA1_OF_ABC);
        assertThat(entry.slotValues(SlotName.SIZE)).containsExactly("3");
        assertThat(entry.slotValues(SlotName.REPOSITORY_UNIQUE_ID)).containsExactly(REPOSITORY.value());
        assertThat(store.documentUniqueIds()).containsExactly(uniqueId("a"));
    }

    @Test
    void changesNothingElseOfTheMetadata() {
        SubmissionDraft submission = Submissions.ofOneManifest("a");

        provide(submission, document("a", "abc"));

        assertThat(registered.getFirst().mapDocumentEntries(ProvideAndRegisterDocumentSetTest::withoutContent))
                .isEqualTo(submission.mapDocumentEntries(ProvideAndRegisterDocumentSetTest::withoutContent));
    }

    @Test
    void keepsTheMimeTypeOfTheDocumentEntry() {
        provide(Submissions.ofOneManifest("a"), document("a", "abc"));

        assertThat(store.find(uniqueId("a")).orElseThrow().mimeType()).isEqualTo("application/dicom");
    }

    @Test
    void documentsAreRetrievableBeforeTheRegistryHearsOfThem() {
        registry = (request, caller) -> {
            assertThat(store.documentUniqueIds()).containsExactly(uniqueId("a"));
            return RegistryResponse.SUCCESS;
        };

        assertThat(provide(Submissions.ofOneManifest("a"), document("a", "abc")).status())
                .isEqualTo(Status.SUCCESS);
    }

    @Test
    void theCallerOfTheSourceIsTheCallerOfTheRegistration() {
        registry = (request, caller) -> {
            assertThat(caller).isEqualTo(SOURCE);
            return RegistryResponse.SUCCESS;
        };

        assertThat(provide(Submissions.ofOneManifest("a"), document("a", "abc")).status())
                .isEqualTo(Status.SUCCESS);
    }

    @Test
    void everyFaultOfASubmissionIsReported() {
        SubmissionDraft submission =
                Submissions.ofOneManifest("a").mapDocumentEntries(entry -> entry.withSlot(SlotName.LANGUAGE_CODE));

        RegistryResponse response = provide(submission, document("b", "abc"));

        assertThat(response.status()).isEqualTo(Status.FAILURE);
        assertThat(response.errors())
                .extracting(XdsError::errorCode)
                .contains(
                        ErrorCode.XDSRepositoryMetadataError,
                        ErrorCode.XDSMissingDocument,
                        ErrorCode.XDSMissingDocumentMetadata);
        nothingIsLeft();
    }

    @Test
    void aDocumentEntryWithoutDocument() {
        RegistryResponse response = provide(Submissions.ofOneManifest("a"));

        assertThat(response.errors())
                .extracting(XdsError::errorCode, XdsError::location)
                .containsExactly(tuple(ErrorCode.XDSMissingDocument, id("a")));
        nothingIsLeft();
    }

    @Test
    void aDocumentWithoutDocumentEntry() {
        RegistryResponse response = provide(Submissions.ofOneManifest("a"), document("a", "abc"), document("b", "abc"));

        assertThat(response.errors())
                .extracting(XdsError::errorCode, XdsError::location)
                .containsExactly(tuple(ErrorCode.XDSMissingDocumentMetadata, id("b")));
        nothingIsLeft();
    }

    @Test
    void twoDocumentsForOneDocumentEntry() {
        RegistryResponse response = provide(Submissions.ofOneManifest("a"), document("a", "abc"), document("a", "abd"));

        assertThat(codes(response)).containsExactly(ErrorCode.XDSRepositoryDuplicateUniqueIdInMessage);
        assertThat(response.errors().getFirst().codeContext()).startsWith(uniqueId("a") + ": 2 documents");
        nothingIsLeft();
    }

    /** There is no uniqueId that they could share. */
    @Test
    void twoDocumentsForNoDocumentEntry() {
        RegistryResponse response = provide(
                Submissions.ofOneManifest("a"), document("a", "abc"), document("b", "abd"), document("b", "abe"));

        assertThat(codes(response)).containsExactly(ErrorCode.XDSMissingDocumentMetadata);
        nothingIsLeft();
    }

    @Test
    void oneUniqueIdForTwoDocumentEntries() {
        SubmissionDraft submission = two("a", "b").mapDocumentEntries(entry -> withUniqueId(entry, "1.2.3"));

        RegistryResponse response = provide(submission, document("a", "abc"), document("b", "abc"));

        assertThat(codes(response)).containsExactly(ErrorCode.XDSRepositoryDuplicateUniqueIdInMessage);
        nothingIsLeft();
    }

    @Test
    void theRightHashAndSizeAreWelcome() {
        SubmissionDraft submission = stating("A9993E364706816ABA3E25717850C26C9CD0D89D", "3");

        assertThat(provide(submission, document("a", "abc")).status()).isEqualTo(Status.SUCCESS);
    }

    /** NIST 12369; ITI TF-2: 3.41.4.1.3 names the code. */
    @Test
    void aWrongHashAndAWrongSizeAreAFailureEach() {
        assertThat(provide(stating(SHA1_OF_ABC, "3"), document("a", "abd")).errors())
                .extracting(XdsError::errorCode, XdsError::location)
                .containsExactly(tuple(ErrorCode.XDSRepositoryMetadataError, uniqueId("a")));
        assertThat(provide(stating(SHA1_OF_ABC, "4"), document("a", "abc")).errors())
                .singleElement()
                .satisfies(error -> assertThat(error.codeContext()).contains("size", "4", "3"));
        assertThat(codes(provide(stating(SHA1_OF_ABC, "4"), document("a", "abd"))))
                .containsExactly(ErrorCode.XDSRepositoryMetadataError, ErrorCode.XDSRepositoryMetadataError);
        nothingIsLeft();
    }

    @Test
    void aDocumentThatIsTooLarge() {
        RegistryResponse response = provide(Submissions.ofOneManifest("a"), document("a", "x".repeat(101)));

        assertThat(codes(response)).containsExactly(ErrorCode.XDSRepositoryOutOfResources);
        nothingIsLeft();
    }

    @Test
    void otherBytesUnderAUniqueIdThatIsTaken() {
        provide(Submissions.ofOneManifest("a"), document("a", "abc"));

        RegistryResponse response = provide(Submissions.ofOneManifest("a"), document("a", "abd"));

        assertThat(response.errors())
                .extracting(XdsError::errorCode, XdsError::codeContext)
                .containsExactly(tuple(ErrorCode.XDSNonIdenticalHash, uniqueId("a")));
        assertThat(registered).hasSize(1);
        assertThat(store.find(uniqueId("a")).orElseThrow().hash().hex()).isEqualTo(SHA1_OF_ABC);
    }

    /** NIST 11986. */
    @Test
    void errorsOfTheRegistryArePassedOnWordForWord() {
        RegistryResponse rejected = RegistryResponse.ofSubmission(List.of(
                XdsError.of(ErrorCode.XDSUnknownPatientId, "MARY", "somewhere"),
                XdsError.warning(ErrorCode.XDSExtraMetadataNotSaved, "urn:x")));
        registry = (request, caller) -> rejected;

        assertThat(provide(Submissions.ofOneManifest("a"), document("a", "abc")))
                .isSameAs(rejected);
        nothingIsLeft();
    }

    @Test
    void warningsOfTheRegistryArePassedOnWithSuccess() {
        RegistryResponse accepted =
                RegistryResponse.ofSubmission(List.of(XdsError.warning(ErrorCode.XDSExtraMetadataNotSaved, "urn:x")));
        registry = (request, caller) -> accepted;

        assertThat(provide(Submissions.ofOneManifest("a"), document("a", "abc")))
                .isSameAs(accepted);
        assertThat(store.documentUniqueIds()).containsExactly(uniqueId("a"));
    }

    @Test
    void aRegistryThatCannotBeReached() {
        registry = (request, caller) -> {
            throw new RegistryNotReachedException("refused", new ConnectException("refused"));
        };

        assertThat(codes(provide(Submissions.ofOneManifest("a"), document("a", "abc"))))
                .containsExactly(ErrorCode.XDSRegistryNotAvailable);
        nothingIsLeft();
    }

    @Test
    void documentsStayWhereTheRegistryMayHaveThem() {
        registry = (request, caller) -> {
            throw new RegistryDidNotAnswerException("timed out", new SocketTimeoutException("timed out"));
        };

        assertThat(codes(provide(Submissions.ofOneManifest("a"), document("a", "abc"))))
                .containsExactly(ErrorCode.XDSRegistryNotAvailable);
        assertThat(store.documentUniqueIds()).containsExactly(uniqueId("a"));
    }

    @Test
    void documentsStayWhereTheRegistryBreaks() {
        registry = (request, caller) -> {
            throw new IllegalStateException("broken");
        };

        assertThatThrownBy(() -> provide(Submissions.ofOneManifest("a"), document("a", "abc")))
                .isInstanceOf(IllegalStateException.class);
        assertThat(store.documentUniqueIds()).containsExactly(uniqueId("a"));
    }

    @Test
    void documentsStayWhereTheRegistryReportsItsOwnFailure() {
        RegistryResponse failed =
                RegistryResponse.ofSubmission(List.of(XdsError.of(ErrorCode.XDSRegistryError, "error 17")));
        registry = (request, caller) -> failed;

        assertThat(provide(Submissions.ofOneManifest("a"), document("a", "abc")))
                .isSameAs(failed);
        assertThat(store.documentUniqueIds()).containsExactly(uniqueId("a"));
    }

    @Test
    void aSourceThatBreaksOff() {
        ProvidedDocument broken = new ProvidedDocument(id("b"), new BrokenContent());

        assertThatThrownBy(() -> provide(two("a", "b"), document("a", "abc"), broken))
                .hasRootCauseMessage("connection reset");
        nothingIsLeft();
    }

    private void nothingIsLeft() {
        assertThat(store.documentUniqueIds()).isEmpty();
        assertThat(registered).isEmpty();
    }

    private RegistryResponse provide(SubmissionDraft submission, ProvidedDocument... documents) {
        return new ProvideAndRegisterDocumentSet(
                        REPOSITORY,
                        store,
                        (request, caller) -> registry.perform(request, caller),
                        new Acceptance(100, contents))
                .perform(new ProvideAndRegisterDocumentSetRequest(submission, List.of(documents)), SOURCE);
    }

    private static SubmissionDraft two(String first, String second) {
        return Submissions.of(
                Submissions.submissionSet("set"),
                Submissions.manifest(first),
                Submissions.manifest(second),
                Submissions.member("first", Submissions.uuid("set"), Submissions.uuid(first)),
                Submissions.member("second", Submissions.uuid("set"), Submissions.uuid(second)));
    }

    private static SubmissionDraft stating(String hash, String size) {
        return Submissions.ofOneManifest("a")
                .mapDocumentEntries(entry -> entry.withSlot(SlotName.HASH, hash).withSlot(SlotName.SIZE, size));
    }

    private static RegistryObjectDraft withoutContent(RegistryObjectDraft entry) {
        return entry.withSlot(SlotName.HASH, "x")
                .withSlot(SlotName.SIZE, "x")
                .withSlot(SlotName.REPOSITORY_UNIQUE_ID, "x");
    }

    private static RegistryObjectDraft withUniqueId(RegistryObjectDraft entry, String uniqueId) {
        var identifiers = entry.externalIdentifiers().stream()
                .map(it -> Identifier.DE_UNIQUE_ID.equals(it.identificationScheme())
                        ? new ExternalIdentifierDraft(
                                it.id(), it.identificationScheme(), it.registryObject(), uniqueId, it.name())
                        : it)
                .toList();
        return new RegistryObjectDraft(
                entry.kind(),
                entry.header(),
                entry.name(),
                entry.description(),
                entry.slots(),
                entry.classifications(),
                identifiers,
                entry.link());
    }

    private static List<ErrorCode> codes(RegistryResponse response) {
        return response.errors().stream().map(XdsError::errorCode).toList();
    }

    private static ProvidedDocument document(String name, String text) {
        return new ProvidedDocument(id(name), HeapContent.of(text));
    }

    private static String id(String name) {
        return Submissions.uuid(name).value();
    }

    private static String uniqueId(String name) {
        return Submissions.manifest(name).uniqueId();
    }

    private static final class BrokenContent implements DocumentContent {
        @Override
        public long length() {
            return -1;
        }

        @Override
        public InputStream open() throws IOException {
            throw new IOException("connection reset");
        }
    }
}
