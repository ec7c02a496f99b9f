package dev.xdsi.registry.store.hibernate;

import dev.xdsi.model.XdsError;
import dev.xdsi.registry.store.Criterion;
import dev.xdsi.registry.store.History;
import dev.xdsi.registry.store.Identifiers;
import dev.xdsi.registry.store.RegisteredAssociation;
import dev.xdsi.registry.store.RegisteredObject;
import dev.xdsi.registry.store.RegistryStore;
import dev.xdsi.registry.store.Submission;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.LockAcquisitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The registry in a PostgreSQL schema of its own, {@code registry}. */
public final class HibernateRegistryStore implements RegistryStore, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HibernateRegistryStore.class);
    private static final int TIMEOUT_SECONDS = 30;
    private static final int ATTEMPTS = 5;

    private final SessionFactory sessions;

    private HibernateRegistryStore(SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** Brings the schema up to date and opens it. The data source stays the caller's to close. */
    public static HibernateRegistryStore open(DataSource dataSource) {
        return new HibernateRegistryStore(RegistrySchema.open(dataSource));
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
        return sessions.fromTransaction(session -> new Ledger(session).history(identifiers));
    }

    /**
     * Rules read, then rows are written; the primary keys of entryUUIDs and uniqueIds and the locks on referenced documents
     * decide who was first. Whoever comes second is judged again, and then its rules see why it is late.
     */
    @Override
    public List<XdsError> submit(Submission submission, Function<History, List<XdsError>> rules) {
        for (int attempt = 1; ; attempt++) {
            try {
                return sessions.fromTransaction(session -> new Ledger(session).submit(submission, rules));
            } catch (ConstraintViolationException | LockAcquisitionException overtaken) {
                if (attempt == ATTEMPTS) {
                    throw overtaken;
                }
                log.debug("another submission came in between, judging again", overtaken);
            }
        }
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
