package dev.xdsi.repository;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.Code;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.repository.store.Deposit;
import dev.xdsi.repository.store.HeapContent;
import dev.xdsi.soap.ebrim.DocumentRequestCodec;
import dev.xdsi.soap.ebrim.DocumentSetCodec;
import dev.xdsi.soap.ebrim.RegistryResponseCodec;
import dev.xdsi.transaction.Administrators;
import dev.xdsi.transaction.iti43.DocumentRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import dev.xdsi.transaction.iti86.RemoveDocumentsRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Remove Documents [ITI-86] over HTTP, by those who may and by others. */
@Tag("integration")
class RemovedDocumentsTest {
    @TempDir
    private Path folder;

    @Test
    void whatIsRemovedIsNoLongerGivenOutAndWhoDidItIsRecorded() throws Exception {
        try (RunningRepository repository = running(Administrators.EVERYONE)) {
            hold(repository, "1.1", "1.2");

            assertThat(remove(repository, "1.1", "1.9").errors())
                    .extracting(XdsError::errorCode)
                    .containsExactly(ErrorCode.XDSDocumentUniqueIdError);
            assertThat(retrieved(repository, "1.1", "1.2")).containsExactly("1.1", "1.2");
            assertThat(remove(repository, "1.1")).isEqualTo(RegistryResponse.SUCCESS);
            assertThat(retrieved(repository, "1.1", "1.2")).containsExactly("1.2");

            assertThat(repository.audit().read(0, 10))
                    .extracting(entry -> new String(entry.message(), UTF_8))
                    .filteredOn(record -> record.contains("\"ITI-86\""))
                    .satisfiesExactly(
                            refused -> assertThat(refused).contains("EventOutcomeIndicator=\"8\"", "\"1.9\""),
                            done -> assertThat(done)
                                    .contains(
                                            "110110",
                                            "EventActionCode=\"D\"",
                                            "EventOutcomeIndicator=\"0\"",
                                            "ParticipantObjectDataLifeCycle=\"15\"",
                                            "\"1.1\"",
                                            "http://localhost/remove-documents"));
        }
    }

    @Test
    void onlyAdministratorsRemove() throws Exception {
        Code role = Code.of("ADMIN", "1.2.3", "Administrator");
        try (RunningRepository repository = running(Administrators.withRoles(Set.of(role.coded())))) {
            hold(repository, "1.1");

            assertThat(remove(repository, "1.1").errors())
                    .extracting(XdsError::errorCode)
                    .containsExactly(ErrorCode.LocalPolicyRestrictionError);
            assertThat(retrieved(repository, "1.1")).containsExactly("1.1");
        }
    }

    private RunningRepository running(Administrators administrators) throws IOException {
        return new RunningRepository(folder, (request, caller) -> RegistryResponse.SUCCESS, administrators, null);
    }

    private static void hold(RunningRepository repository, String... uniqueIds) throws IOException {
        try (Deposit deposit = repository.store().deposit()) {
            for (String uniqueId : uniqueIds) {
                deposit.receive(uniqueId, "text/plain", HeapContent.of(uniqueId).open(), 100);
            }
            deposit.keep();
            deposit.confirm();
        }
    }

    private static RegistryResponse remove(RunningRepository repository, String... uniqueIds) {
        return RegistryResponseCodec.decode(
                repository
                        .administrator()
                        .documentRepositoryRemoveDocuments(
                                DocumentRequestCodec.encode(new RemoveDocumentsRequest(wanted(uniqueIds)))),
                ErrorCode.XDSRepositoryError);
    }

    private static List<String> retrieved(RunningRepository repository, String... uniqueIds) {
        RetrieveDocumentSetResponse response = DocumentSetCodec.decode(repository
                .client()
                .documentRepositoryRetrieveDocumentSet(
                        DocumentRequestCodec.encode(new RetrieveDocumentSetRequest(wanted(uniqueIds)))));
        response.delivery().complete();
        return response.documents().stream()
                .map(document -> document.request().documentUniqueId())
                .toList();
    }

    private static List<DocumentRequest> wanted(String... uniqueIds) {
        return Stream.of(uniqueIds)
                .map(uniqueId -> new DocumentRequest(null, Submissions.REPOSITORY.value(), uniqueId))
                .toList();
    }
}
