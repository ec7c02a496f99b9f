package dev.xdsi.repository.ondemand;

import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.DraftWriter;
import dev.xdsi.repository.ondemand.EarlierDocuments.Earlier;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers the on-demand entries of patients whose documents were here before such documents were made, or came while the registry took no
 * entry. It goes through the documents in the order in which they came, some at a time, and notes how far it is: after a restart it goes on
 * there, and that two processes do the same at once does no harm.
 */
public final class OnDemandBackfill {
    private static final Logger LOG = LoggerFactory.getLogger(OnDemandBackfill.class);
    private static final int AT_ONCE = 100;

    /** Documents that came in this time may yet be registered, so they are looked at again. */
    private static final Duration UNDER_WAY = Duration.ofHours(1);

    /** What a registry says that may take the same another time. */
    private static final Set<ErrorCode> LATER = Set.of(
            ErrorCode.XDSRegistryBusy,
            ErrorCode.XDSRegistryError,
            ErrorCode.XDSRegistryNotAvailable,
            ErrorCode.XDSRegistryOutOfResources);

    private final OnDemand offered;
    private final RegisteredEntries registered;
    private final OnDemandEntries entries;
    private final EarlierDocuments documents;

    /** @param registered what is registered, if possible also what patients' consents hide */
    public OnDemandBackfill(OnDemand offered, RegisteredEntries registered, DataSource database) {
        this.offered = offered;
        this.registered = registered;
        this.entries = new OnDemandEntries(offered);
        this.documents = new EarlierDocuments(database);
    }

    /**
     * Goes as far as there are documents.
     *
     * @return how many were looked at
     * @throws IOException where registry or database do not answer; what was done is noted
     */
    public int goOn() throws IOException {
        try {
            String kind = offered.source().kind();
            int looked = 0;
            Earlier last = documents.reached(kind);
            for (List<Earlier> next = documents.after(last, AT_ONCE);
                    !next.isEmpty() && !Thread.currentThread().isInterrupted();
                    next = documents.after(last, AT_ONCE)) {
                register(next);
                last = next.getLast();
                documents.reach(kind, settled(last.receivedAt()));
                looked += next.size();
            }
            LOG.info("Looked at {} documents for patients without an on-demand entry", looked);
            return looked;
        } catch (SQLException e) {
            throw new IOException("the documents cannot be gone through: " + e.getMessage(), e);
        }
    }

    private Instant settled(Instant received) {
        Instant certain = offered.surroundings().clock().instant().minus(UNDER_WAY);
        return received.isBefore(certain) ? received : certain;
    }

    private void register(List<Earlier> some) throws IOException {
        Set<PatientId> patients = new LinkedHashSet<>();
        for (Earlier document : some) {
            registered.under(document.documentUniqueId(), OnDemand.OURSELVES).stream()
                    .filter(entry -> offered.source().follows(DraftWriter.draft(entry)))
                    .map(DocumentEntry::patientId)
                    .forEach(patients::add);
        }
        for (PatientId patientId : patients) {
            List<XdsError> errors = entries.register(patientId);
            if (errors.stream().anyMatch(error -> LATER.contains(error.errorCode()))) {
                throw new IOException("the registry takes no entry now: " + errors);
            }
            if (!errors.isEmpty()) {
                LOG.warn("a patient has no on-demand entry: {}", errors);
            }
        }
    }
}
