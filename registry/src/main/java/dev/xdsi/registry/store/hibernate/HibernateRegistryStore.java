package dev.xdsi.registry.store.hibernate;

import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.XdsError;
import dev.xdsi.registry.store.Allowance;
import dev.xdsi.registry.store.Happenings;
import dev.xdsi.registry.store.RegistryStore;
import dev.xdsi.registry.store.Scope;
import dev.xdsi.registry.store.Snapshot;
import dev.xdsi.registry.store.Verdict;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The registry in a PostgreSQL schema of its own, {@code registry}. */
public final class HibernateRegistryStore extends PooledSnapshot implements RegistryStore, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HibernateRegistryStore.class);
    private static final int ATTEMPTS = 5;

    private static final List<XdsError> BUSY =
            List.of(XdsError.of(ErrorCode.XDSRegistryBusy, "others submit about the same objects; try again"));

    private final DataSource dataSource;
    private final SessionFactory sessions;
    private final Options options;
    private final Admission changes;

    /**
     * How the store is used.
     *
     * @param patience how long a change waits for others of the same patient
     * @param changesAtOnce a change holds a connection while it waits
     * @param momentsAtOnce who asks several questions of one moment holds a connection meanwhile, and others need one each to tell what he may
     *     see. All these together are fewer than there are connections, so that who needs only one always gets it
     * @param happenings whether somebody settles what happens; else it would be kept for ever
     * @param merges whether the merges of patients are kept in the same database, by a {@code PostgresPatientStore}
     */
    public record Options(Duration patience, int changesAtOnce, int momentsAtOnce, boolean happenings, boolean merges) {
        public static final Options DEFAULT = new Options(Duration.ofSeconds(5), 16, 8, false, false);

        public Options withHappenings() {
            return new Options(patience, changesAtOnce, momentsAtOnce, true, merges);
        }

        public Options withMerges() {
            return new Options(patience, changesAtOnce, momentsAtOnce, happenings, true);
        }
    }

    private HibernateRegistryStore(DataSource dataSource, Options options) {
        super(dataSource, Admission.of(options.momentsAtOnce(), options.patience()), options.merges(), Allowance.ANY);
        this.dataSource = dataSource;
        this.sessions = RegistrySchema.open(dataSource);
        this.options = options;
        this.changes = Admission.of(options.changesAtOnce(), options.patience());
    }

    /** Brings the schema up to date and opens it. The data source stays the caller's to close. */
    public static HibernateRegistryStore open(DataSource dataSource) {
        return open(dataSource, Options.DEFAULT);
    }

    public static HibernateRegistryStore open(DataSource dataSource, Options options) {
        return new HibernateRegistryStore(dataSource, options);
    }

    /** What has happened since the store is used by {@link Options#withHappenings}. */
    public Happenings happenings() {
        return new PostgresHappenings(dataSource);
    }

    /**
     * The patients' turns are taken, then rules read, then rows are written; the primary keys of entryUUIDs and uniqueIds decide
     * between changes of different patients. Whoever comes second is judged again, and then its rules see why it is late.
     */
    @Override
    public List<XdsError> change(Scope scope, Function<Snapshot, Verdict> judge) {
        if (!changes.granted()) {
            log.warn("too many changes wait for each other");
            return BUSY;
        }
        try {
            return untilDone(scope, judge);
        } finally {
            changes.end();
        }
    }

    private List<XdsError> untilDone(Scope scope, Function<Snapshot, Verdict> judge) {
        Set<PatientId> patients = new HashSet<>(scope.patients());
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                return attempt(scope, Set.copyOf(patients), judge);
            } catch (RuntimeException e) {
                switch (Contention.of(e)) {
                    case NONE -> throw e;
                    case OVERTAKEN -> {
                        log.debug("another change came in between, judging again", e);
                        patients.addAll(Contention.patients(e));
                    }
                    case BLOCKED -> {
                        log.warn("another change holds what this one needs", e);
                        return BUSY;
                    }
                }
            }
        }
        log.warn("a change was overtaken {} times and given up", ATTEMPTS);
        return BUSY;
    }

    private List<XdsError> attempt(Scope scope, Set<PatientId> patients, Function<Snapshot, Verdict> judge) {
        return sessions.fromStatelessTransaction(session ->
                session.doReturningWork(connection -> new Ledger(connection, options).change(scope, patients, judge)));
    }

    @Override
    public void close() {
        sessions.close();
    }
}
