package dev.xdsi.registry.store.hibernate;

import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.XdsError;
import dev.xdsi.registry.store.Criterion;
import dev.xdsi.registry.store.History;
import dev.xdsi.registry.store.Identifiers;
import dev.xdsi.registry.store.RegisteredAssociation;
import dev.xdsi.registry.store.RegisteredObject;
import dev.xdsi.registry.store.RegistryStore;
import dev.xdsi.registry.store.Submission;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The registry in a PostgreSQL schema of its own, {@code registry}. */
public final class HibernateRegistryStore implements RegistryStore, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HibernateRegistryStore.class);
    private static final int TIMEOUT_SECONDS = 30;
    private static final int ATTEMPTS = 5;

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final List<XdsError> BUSY =
            List.of(XdsError.of(ErrorCode.XDSRegistryBusy, "others submit about the same objects; try again"));

    private final SessionFactory sessions;
    private final Duration patience;

    private HibernateRegistryStore(SessionFactory sessions, Duration patience) {
        this.sessions = sessions;
        this.patience = patience;
    }

    /** Brings the schema up to date and opens it. The data source stays the caller's to close. */
    public static HibernateRegistryStore open(DataSource dataSource) {
        return open(dataSource, PATIENCE);
    }

    static HibernateRegistryStore open(DataSource dataSource, Duration patience) {
        return new HibernateRegistryStore(RegistrySchema.open(dataSource), patience);
    }

    @Override
    public List<RegisteredObject> documentEntries(List<? extends Criterion.OfDocumentEntry> allOf, int atMost) {
        return answer(Question.DOCUMENT_ENTRIES, allOf, Found::registered, atMost);
    }

    @Override
    public List<RegisteredObject> submissionSets(List<? extends Criterion.OfSubmissionSet> allOf, int atMost) {
        return answer(Question.SUBMISSION_SETS, allOf, Found::registered, atMost);
    }

    @Override
    public List<RegisteredObject> folders(List<? extends Criterion.OfFolder> allOf, int atMost) {
        return answer(Question.FOLDERS, allOf, Found::registered, atMost);
    }

    @Override
    public List<RegisteredAssociation> associations(List<? extends Criterion.OfAssociation> allOf, int atMost) {
        return answer(Question.ASSOCIATIONS, allOf, FoundAssociation::registered, atMost);
    }

    @Override
    public History history(Identifiers identifiers) {
        return sessions.fromTransaction(session -> new Ledger(session, patience).history(identifiers));
    }

    /**
     * Rules read, then rows are written; the primary keys of entryUUIDs and uniqueIds and the locks on referenced documents
     * decide who was first. Whoever comes second is judged again, and then its rules see why it is late.
     */
    @Override
    public List<XdsError> submit(Submission submission, Function<History, List<XdsError>> rules) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                return sessions.fromTransaction(session -> new Ledger(session, patience).submit(submission, rules));
            } catch (RuntimeException e) {
                switch (Contention.of(e)) {
                    case NONE -> throw e;
                    case OVERTAKEN -> log.debug("another submission came in between, judging again", e);
                    case BLOCKED -> {
                        log.warn("another submission holds what this one needs", e);
                        return BUSY;
                    }
                }
            }
        }
        log.warn("a submission was overtaken {} times and given up", ATTEMPTS);
        return BUSY;
    }

    @Override
    public void close() {
        sessions.close();
    }

    private <R extends ObjectRow, C extends Criterion, F, A> List<A> answer(
            Question<R, C, F> question, List<? extends C> allOf, Function<F, A> read, int atMost) {
        return sessions.fromTransaction(
                session -> session.createSelectionQuery(question.ask(session.getCriteriaBuilder(), allOf))
                        .setMaxResults(atMost)
                        .setTimeout(TIMEOUT_SECONDS)
                        .getResultStream()
                        .map(read)
                        .toList());
    }
}
