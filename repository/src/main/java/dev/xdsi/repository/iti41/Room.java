package dev.xdsi.repository.iti41;

import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.XdsError;
import dev.xdsi.repository.store.StoreFullException;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes documents where there is room for them, and says XDSRepositoryOutOfResources where there is none (ITI TF-3: Table 4.2.4.1-2). Below
 * the reserve a submission is refused before a byte of its documents is read, so that database and audit trail, which are on the same disk,
 * go on; one over which the disk becomes full all the same leaves nothing.
 *
 * @param free bytes that are free now
 * @param reserve bytes that documents leave free
 */
public record Room(LongSupplier free, long reserve) {
    private static final Logger LOG = LoggerFactory.getLogger(Room.class);

    /** The room on the disk of a folder, which need not be there yet. */
    public static Room on(Path folder, long reserve) {
        return new Room(() -> existing(folder.toAbsolutePath()).toFile().getUsableSpace(), reserve);
    }

    private static Path existing(Path folder) {
        Path existing = folder;
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        return existing;
    }

    /** ITI-41, with its duty to ask first. */
    public Transaction<ProvideAndRegisterDocumentSetRequest, RegistryResponse> around(
            Transaction<ProvideAndRegisterDocumentSetRequest, RegistryResponse> inner) {
        return (request, caller) -> {
            if (free.getAsLong() < reserve) {
                LOG.error("no documents are taken: less than {} bytes are free", reserve);
                return outOfResources();
            }
            try {
                return inner.perform(request, caller);
            } catch (UncheckedIOException e) {
                if (e.getCause() instanceof StoreFullException full) {
                    LOG.error("a submission was refused", full);
                    return outOfResources();
                }
                throw e;
            }
        };
    }

    private static RegistryResponse outOfResources() {
        return RegistryResponse.ofSubmission(List.of(XdsError.of(
                ErrorCode.XDSRepositoryOutOfResources,
                "the repository can take no documents at present; nothing was stored")));
    }
}
