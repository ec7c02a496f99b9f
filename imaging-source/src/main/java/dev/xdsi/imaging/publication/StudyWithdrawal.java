package dev.xdsi.imaging.publication;

import dev.xdsi.imaging.iti57.ManifestWithdrawal;
import dev.xdsi.imaging.manifest.Withdrawal;
import dev.xdsi.imaging.publication.DueStudy.PreparedWithdrawal;
import dev.xdsi.model.Oid;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti57.UpdateDocumentSetRequest;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt at withdrawing the manifest of a study of which nothing is left, where there is a registry that can be told. */
public final class StudyWithdrawal {
    private static final Logger LOG = LoggerFactory.getLogger(StudyWithdrawal.class);
    static final String CANNOT_BE_WITHDRAWN =
            "everything in the study was rejected; its manifest must be withdrawn, and no registry is known that takes"
                    + " an Update Document Set [ITI-57] (imaging-source.metadata-update)";

    private final @Nullable Registry registry;
    private final PublicationStore store;
    private final Supplier<Oid> uids;
    private final Publisher.Timing timing;

    /** The registry that has the manifests, and what is said to it. */
    public record Registry(
            ManifestWithdrawal submission, Transaction<UpdateDocumentSetRequest, RegistryResponse> updateDocumentSet) {}

    /** @param registry null where none can be told */
    public StudyWithdrawal(
            @Nullable Registry registry, PublicationStore store, Supplier<Oid> uids, Publisher.Timing timing) {
        this.registry = registry;
        this.store = store;
        this.uids = uids;
        this.timing = timing;
    }

    /** @param coversChanges at which state of the study there is nothing to be done any more */
    Attempt begin(DueStudy due, Withdrawal.Standing manifest, long coversChanges) {
        if (registry == null) {
            return new Attempt.Held(CANNOT_BE_WITHDRAWN);
        }
        Withdrawal withdrawal = new Withdrawal(manifest, uids.get(), coversChanges, now());
        store.prepare(withdrawal);
        return send(due, new PreparedWithdrawal(withdrawal, 0));
    }

    /** Sends what was decided, even if instances have come since: only then is it known whether there is something to be replaced. */
    Attempt send(DueStudy due, PreparedWithdrawal prepared) {
        if (registry == null) {
            return new Attempt.Held(CANNOT_BE_WITHDRAWN);
        }
        Withdrawal withdrawal = prepared.withdrawal();
        store.aboutToSend(withdrawal);
        Answer answer = new Answer(registry.updateDocumentSet()
                .perform(registry.submission().request(withdrawal), Caller.self(Caller.ANONYMOUS)));
        if (answer.isDone(withdrawal.submissionSetUniqueId(), prepared.sends()) || answer.saysDeprecatedAlready()) {
            LOG.info(
                    "the manifest {} of study {} is withdrawn",
                    withdrawal.manifest().documentUniqueId(),
                    due.study());
            return new Attempt.Withdrawn(withdrawal, now());
        }
        LOG.warn("the manifest of study {} was not withdrawn: {}", due.study(), answer.errors());
        return due.refused(answer, prepared.sends(), timing);
    }

    private Instant now() {
        return timing.clock().instant();
    }
}
