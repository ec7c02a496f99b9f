package dev.xdsi.repository.iti41;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.repository.store.StoreFullException;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoomTest {
    private final AtomicLong free = new AtomicLong(100);
    private int performed;

    @Test
    void belowTheReserveNothingIsBegunAndAboveItAllIsAsBefore() {
        var provide = around((request, caller) -> RegistryResponse.SUCCESS);

        assertThat(perform(provide)).isEqualTo(RegistryResponse.SUCCESS);
        free.set(99);
        assertOutOfResources(perform(provide));
        assertThat(performed).isEqualTo(1);
        free.set(100);
        assertThat(perform(provide)).isEqualTo(RegistryResponse.SUCCESS);
    }

    @Test
    void aDiskThatBecomesFullIsNoFailureOfTheRepository() {
        assertOutOfResources(perform(around((request, caller) -> {
            throw new UncheckedIOException(new StoreFullException("/data", new IOException("No space left on device")));
        })));
        assertThatThrownBy(() -> perform(around((request, caller) -> {
                    throw new UncheckedIOException(new IOException("Input/output error"));
                })))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void theDiskIsAskedAlsoForAFolderThatIsNotThereYet(@TempDir Path folder) {
        Path later = folder.resolve("not/yet");

        assertThat(perform(Room.on(later, 1).around((request, caller) -> RegistryResponse.SUCCESS)))
                .isEqualTo(RegistryResponse.SUCCESS);
        assertOutOfResources(
                perform(Room.on(later, Long.MAX_VALUE).around((request, caller) -> RegistryResponse.SUCCESS)));
    }

    private Transaction<ProvideAndRegisterDocumentSetRequest, RegistryResponse> around(
            Transaction<ProvideAndRegisterDocumentSetRequest, RegistryResponse> inner) {
        return new Room(free::get, 100).around((request, caller) -> {
            performed++;
            return inner.perform(request, caller);
        });
    }

    private static RegistryResponse perform(
            Transaction<ProvideAndRegisterDocumentSetRequest, RegistryResponse> provide) {
        return provide.perform(
                new ProvideAndRegisterDocumentSetRequest(Submissions.ofOneManifest("a"), List.of()),
                Caller.self("test"));
    }

    private static void assertOutOfResources(RegistryResponse response) {
        assertThat(response.errors())
                .extracting(XdsError::errorCode)
                .containsExactly(ErrorCode.XDSRepositoryOutOfResources);
    }
}
