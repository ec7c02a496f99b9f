package dev.xdsi.repository.iti86;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.Oid;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.XdsError;
import dev.xdsi.repository.store.Deposit;
import dev.xdsi.repository.store.DocumentStore;
import dev.xdsi.repository.store.HeapContent;
import dev.xdsi.repository.store.InMemoryDocumentStore;
import dev.xdsi.repository.store.Unremoved;
import dev.xdsi.repository.store.WrappedDocumentStore;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.iti43.DocumentRequest;
import dev.xdsi.transaction.iti86.RemoveDocumentsRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RemoveDocumentsTest {
    private static final Oid HERE = new Oid("1.3.6.1.4.1.21367.13.80.110");

    private final InMemoryDocumentStore store = new InMemoryDocumentStore();

    @BeforeEach
    void threeDocuments() throws IOException {
        try (Deposit deposit = store.deposit()) {
            for (String uniqueId : List.of("1.1", "1.2", "1.3")) {
                deposit.receive(uniqueId, "text/plain", HeapContent.of(uniqueId).open(), 100);
            }
            deposit.keep();
            deposit.confirm();
        }
    }

    @Test
    void whatIsNamedIsGone() {
        assertThat(remove(HERE.value(), "1.1", "1.3", "1.1")).isEqualTo(RegistryResponse.SUCCESS);

        assertThat(store.documentUniqueIds()).containsExactly("1.2");
    }

    @Test
    void allOrNothing() {
        assertThat(remove(HERE.value(), "1.9", "1.1", "1.8").errors())
                .extracting(XdsError::errorCode, XdsError::location)
                .containsExactly(
                        tuple(ErrorCode.XDSDocumentUniqueIdError, "1.8"),
                        tuple(ErrorCode.XDSDocumentUniqueIdError, "1.9"));

        assertThat(store.documentUniqueIds()).containsExactlyInAnyOrder("1.1", "1.2", "1.3");
    }

    @Test
    void whatIsJustBeingSubmittedIsNotSaidToBeGone() throws IOException {
        try (Deposit again = store.deposit()) {
            again.receive("1.2", "text/plain", HeapContent.of("1.2").open(), 100);
            again.keep();

            RegistryResponse response = remove(HERE.value(), "1.1", "1.2");

            assertThat(response.status()).isEqualTo(RegistryResponse.Status.FAILURE);
            assertThat(response.errors()).singleElement().satisfies(error -> {
                assertThat(error.errorCode()).isEqualTo(ErrorCode.XDSRemoveDocumentsError);
                assertThat(error.codeContext()).contains("is being submitted", "try again");
                assertThat(error.location()).isEqualTo("1.2");
            });
            again.confirm();
        }
        assertThat(store.documentUniqueIds()).hasSize(3);
        assertThat(remove(HERE.value(), "1.1", "1.2")).isEqualTo(RegistryResponse.SUCCESS);
    }

    @Test
    void anotherRepositorysDocumentsAreNotOurs() {
        RegistryResponse response = new RemoveDocuments(HERE, store)
                .perform(
                        new RemoveDocumentsRequest(List.of(
                                new DocumentRequest(null, HERE.value(), "1.1"),
                                new DocumentRequest(null, "1.2.3", "1.2"))),
                        Caller.self("test"));

        assertThat(response.errors()).singleElement().satisfies(error -> {
            assertThat(error.errorCode()).isEqualTo(ErrorCode.XDSUnknownRepositoryId);
            assertThat(error.codeContext()).contains("1.2.3");
        });
        assertThat(store.documentUniqueIds()).hasSize(3);
    }

    @Test
    void aRequestNamesSomethingAndNotEverything() {
        assertThat(remove(HERE.value()).errors())
                .extracting(XdsError::errorCode)
                .containsExactly(ErrorCode.XDSRemoveDocumentsError);
        assertThat(remove(HERE.value(), Collections.nCopies(1_001, "1.1").toArray(String[]::new))
                        .errors())
                .extracting(XdsError::errorCode)
                .containsExactly(ErrorCode.XDSRemoveDocumentsError);
        assertThat(store.documentUniqueIds()).hasSize(3);
    }

    @Test
    void aStoreThatFailsIsNotDescribed() {
        RegistryResponse response = new RemoveDocuments(HERE, new FailingStore(store))
                .perform(
                        new RemoveDocumentsRequest(List.of(new DocumentRequest(null, HERE.value(), "1.1"))),
                        Caller.self("test"));

        assertThat(response.errors()).singleElement().satisfies(error -> {
            assertThat(error.errorCode()).isEqualTo(ErrorCode.XDSRemoveDocumentsError);
            assertThat(error.codeContext()).doesNotContain("disk");
        });
    }

    private RegistryResponse remove(String repository, String... uniqueIds) {
        return new RemoveDocuments(HERE, store)
                .perform(
                        new RemoveDocumentsRequest(Stream.of(uniqueIds)
                                .map(uniqueId -> new DocumentRequest(null, repository, uniqueId))
                                .toList()),
                        Caller.self("test"));
    }

    private static final class FailingStore extends WrappedDocumentStore {
        FailingStore(DocumentStore store) {
            super(store);
        }

        @Override
        public Unremoved remove(Set<String> documentUniqueIds) throws IOException {
            throw new IOException("the disk is gone");
        }
    }
}
