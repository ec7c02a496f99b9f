package dev.xdsi.repository.iti43;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.xdsi.disclosure.DocumentDisclosure;
import dev.xdsi.disclosure.Resource;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.Oid;
import dev.xdsi.model.RegistryResponse.Status;
import dev.xdsi.model.XdsError;
import dev.xdsi.repository.ondemand.OnDemandDocuments;
import dev.xdsi.repository.store.Deposit;
import dev.xdsi.repository.store.DocumentStore;
import dev.xdsi.repository.store.HeapContent;
import dev.xdsi.repository.store.InMemoryDocumentStore;
import dev.xdsi.repository.store.StoredDocument;
import dev.xdsi.repository.store.WrappedDocumentStore;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.iti43.DocumentRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import dev.xdsi.transaction.iti43.RetrievedDocument;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RetrieveDocumentSetTest {
    private static final String HERE = "1.3.6.1.4.1.21367.13.80.110";
    private static final String HOME = "urn:oid:1.3.6.1.4.1.21367.13.70.1";

    private final InMemoryDocumentStore store = new InMemoryDocumentStore();

    @BeforeEach
    void twoDocuments() throws IOException {
        try (Deposit deposit = store.deposit()) {
            deposit.receive(
                    "1.1", "application/dicom", HeapContent.of("manifest").open(), 100);
            deposit.receive(
                    "1.2", "text/plain;charset=utf-8", HeapContent.of("report").open(), 100);
            deposit.keep();
            deposit.confirm();
        }
    }

    @Test
    void returnsWhatIsAskedForInThatOrder() throws IOException {
        RetrieveDocumentSetResponse response = retrieve(wanted("1.2"), wanted("1.1"));

        assertThat(response.outcome().status()).isEqualTo(Status.SUCCESS);
        assertThat(response.documents())
                .extracting(RetrievedDocument::mimeType, RetrieveDocumentSetTest::text)
                .containsExactly(tuple("text/plain;charset=utf-8", "report"), tuple("application/dicom", "manifest"));
    }

    @Test
    void echoesTheHomeCommunityIdExactlyWhereItWasAsked() {
        RetrieveDocumentSetResponse response =
                retrieve(new DocumentRequest(HOME, HERE, "1.1"), new DocumentRequest(null, HERE, "1.2"));

        assertThat(response.documents())
                .extracting(document -> document.request().homeCommunityId())
                .containsExactly(HOME, null);
    }

    @Test
    void anotherRepositorysDocument() {
        RetrieveDocumentSetResponse response = retrieve(new DocumentRequest(null, "1.2.3", "1.1"));

        assertThat(response.outcome().status()).isEqualTo(Status.FAILURE);
        assertThat(response.errors()).extracting(XdsError::errorCode).containsExactly(ErrorCode.XDSUnknownRepositoryId);
    }

    @Test
    void aDocumentThatNobodyProvided() {
        RetrieveDocumentSetResponse response = retrieve(wanted("1.9"));

        assertThat(response.outcome().status()).isEqualTo(Status.FAILURE);
        assertThat(response.errors()).singleElement().satisfies(error -> {
            assertThat(error.errorCode()).isEqualTo(ErrorCode.XDSDocumentUniqueIdError);
            assertThat(error.codeContext()).contains("1.9");
        });
    }

    @Test
    void someFoundAndSomeNotIsPartialSuccess() {
        RetrieveDocumentSetResponse response =
                retrieve(wanted("1.1"), wanted("1.9"), new DocumentRequest(null, "1.2.3", "1.2"));

        assertThat(response.outcome().status()).isEqualTo(Status.PARTIAL_SUCCESS);
        assertThat(response.documents()).hasSize(1);
        assertThat(response.errors())
                .extracting(XdsError::errorCode)
                .containsExactly(ErrorCode.XDSDocumentUniqueIdError, ErrorCode.XDSUnknownRepositoryId);
    }

    @Test
    void aRequestForNothing() {
        assertThat(retrieve().outcome().status()).isEqualTo(Status.FAILURE);
    }

    @Test
    void aDocumentThatTheDiskLostDoesNotSpoilTheOthers() {
        RetrieveDocumentSetResponse response = new RetrieveDocumentSet(
                        new Oid(HERE), new LosingStore(store), OnDemandDocuments.NONE, DocumentDisclosure.UNRESTRICTED)
                .perform(new RetrieveDocumentSetRequest(List.of(wanted("1.1"), wanted("1.2"))), Caller.self("test"));

        assertThat(response.outcome().status()).isEqualTo(Status.PARTIAL_SUCCESS);
        assertThat(response.errors()).singleElement().satisfies(error -> {
            assertThat(error.errorCode()).isEqualTo(ErrorCode.XDSRepositoryError);
            assertThat(error.codeContext()).contains("1.1").doesNotContain("disk");
        });
    }

    @Test
    void aWithheldDocumentIsAnsweredLikeAnUnknownOneLetterForLetter() throws IOException {
        RetrieveDocumentSetRequest request =
                new RetrieveDocumentSetRequest(List.of(wanted("1.1"), wanted("1.2"), wanted("9.9")));

        RetrieveDocumentSetResponse withheld = retrieving(store, Set.of("1.2")).perform(request, Caller.self("test"));

        RetrieveDocumentSetResponse unknown = retrieving(new InMemoryDocumentStore(), Set.of("1.1", "1.2", "9.9"))
                .perform(new RetrieveDocumentSetRequest(List.of(wanted("1.1"), wanted("9.9"))), Caller.self("test"));
        assertThat(withheld.documents()).hasSize(1);
        assertThat(withheld.errors()).isEqualTo(unknown.errors()).hasSize(2);
    }

    private static RetrieveDocumentSet retrieving(DocumentStore from, Set<String> permitted) {
        return new RetrieveDocumentSet(
                new Oid(HERE), from, OnDemandDocuments.NONE, (caller, transaction) -> new DocumentDisclosure.View() {
                    @Override
                    public Set<String> disclosed(Set<String> documentUniqueIds) {
                        assertThat(transaction).isEqualTo("ITI-43");
                        return permitted;
                    }

                    @Override
                    public boolean isDisclosed(Resource unregistered) {
                        return false;
                    }
                });
    }

    private RetrieveDocumentSetResponse retrieve(DocumentRequest... wanted) {
        return new RetrieveDocumentSet(new Oid(HERE), store, OnDemandDocuments.NONE, DocumentDisclosure.UNRESTRICTED)
                .perform(new RetrieveDocumentSetRequest(List.of(wanted)), Caller.self("test"));
    }

    private static DocumentRequest wanted(String uniqueId) {
        return new DocumentRequest(null, HERE, uniqueId);
    }

    private static String text(RetrievedDocument document) {
        try (InputStream in = document.content().open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Has lost the bytes of document 1.1. */
    private static final class LosingStore extends WrappedDocumentStore {
        LosingStore(DocumentStore store) {
            super(store);
        }

        @Override
        public Optional<StoredDocument> find(String documentUniqueId) throws IOException {
            if (documentUniqueId.equals("1.1")) {
                throw new IOException("the disk lost it");
            }
            return super.find(documentUniqueId);
        }
    }
}
