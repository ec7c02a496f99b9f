package dev.xdsi.registry.store.hibernate;

import dev.xdsi.model.EntryUuid;
import dev.xdsi.registry.store.Allowance;
import dev.xdsi.registry.store.Criterion;
import dev.xdsi.registry.store.History;
import dev.xdsi.registry.store.Identifiers;
import dev.xdsi.registry.store.RegisteredAssociation;
import dev.xdsi.registry.store.RegisteredEntry;
import dev.xdsi.registry.store.RegisteredObject;
import dev.xdsi.registry.store.Snapshot;
import dev.xdsi.registry.store.StoreQuestions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;

/** What is registered, as connections of a pool see it: each question over one of its own, a moment over one for all of it. */
class PooledSnapshot implements Snapshot {
    private final DataSource dataSource;
    private final Admission moments;
    private final boolean seesMerges;
    private final Allowance allowance;

    /** @param seesMerges whether the merges of patients are in the same database */
    PooledSnapshot(DataSource dataSource, Admission moments, boolean seesMerges, Allowance allowance) {
        this.dataSource = dataSource;
        this.moments = moments;
        this.seesMerges = seesMerges;
        this.allowance = allowance;
    }

    @Override
    public final List<RegisteredEntry> documentEntries(List<? extends Criterion.OfDocumentEntry> allOf, int atMost) {
        return ask(registered -> registered.documentEntries(allOf, atMost));
    }

    @Override
    public final List<RegisteredObject> submissionSets(List<? extends Criterion.OfSubmissionSet> allOf, int atMost) {
        return ask(registered -> registered.submissionSets(allOf, atMost));
    }

    @Override
    public final List<RegisteredObject> folders(List<? extends Criterion.OfFolder> allOf, int atMost) {
        return ask(registered -> registered.folders(allOf, atMost));
    }

    @Override
    public final List<RegisteredAssociation> associations(List<? extends Criterion.OfAssociation> allOf, int atMost) {
        return ask(registered -> registered.associations(allOf, atMost));
    }

    @Override
    public final Map<EntryUuid, String> written(List<RegisteredObject> found) {
        return ask(registered -> registered.written(found));
    }

    @Override
    public final History history(Identifiers identifiers) {
        return ask(registered -> registered.history(identifiers));
    }

    @Override
    public final boolean seesMerges() {
        return seesMerges;
    }

    @Override
    public final StoreQuestions within(Allowance given) {
        return new PooledSnapshot(dataSource, moments, seesMerges, given);
    }

    /** Every question is one statement or two, of which the second needs no more than the first has found; a long answer is a moment. */
    private <A> A ask(Function<Snapshot, A> question) {
        try (Connection connection = dataSource.getConnection()) {
            return question.apply(new ConnectionSnapshot(connection, seesMerges, allowance));
        } catch (SQLException e) {
            throw new DatabaseException(e);
        } catch (DatabaseException e) {
            throw e.isTimeout() ? new TakesTooLongException(e) : e;
        }
    }

    @Override
    public final <A> A atOneMoment(Function<StoreQuestions, A> questions) {
        if (!moments.granted()) {
            throw new BusyException("too many ask at once");
        }
        try {
            return ask(registered -> registered.atOneMoment(questions));
        } finally {
            moments.end();
        }
    }
}
