package dev.xdsi.registry.patients.postgres;

import dev.xdsi.model.PatientId;
import dev.xdsi.model.patient.Demographics;
import dev.xdsi.model.patient.Patient;
import dev.xdsi.registry.patients.Applied;
import dev.xdsi.registry.patients.Candidacy;
import dev.xdsi.registry.patients.FeedMessage;
import dev.xdsi.registry.patients.PatientStore;
import dev.xdsi.registry.patients.PatientUpdate;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** A {@link PatientStore} in the schema {@code patients} of a PostgreSQL database. */
public final class PostgresPatientStore implements PatientStore {
    private static final String CANDIDATES = """
        select p.patient_id from patients.patient p
        where (?::date is null or p.birthday = ?::date)
          and (cardinality(?::text[]) = 0 or exists (
              select 1 from patients.name n where n.patient_id = p.patient_id and n.family_keys && ?::text[]))
          and p.merged_into is null
        order by p.patient_id limit ?\
        """;

    private final DataSource dataSource;

    private PostgresPatientStore(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Brings the schema up to date. The data source stays the caller's to close. */
    public static PostgresPatientStore open(DataSource dataSource) {
        Flyway.configure(PostgresPatientStore.class.getClassLoader())
                .dataSource(dataSource)
                .schemas("patients")
                .createSchemas(true)
                .locations("classpath:dev/xdsi/registry/patients/db")
                .load()
                .migrate();
        return new PostgresPatientStore(dataSource);
    }

    @Override
    public Applied apply(FeedMessage message) {
        return inTransaction(connection -> {
            Optional<Applied> earlier = ReceivedMessages.remember(connection, message);
            if (earlier.isPresent()) {
                return earlier.get();
            }
            PatientUpdate update = message.update();
            lock(connection, update.id());
            Patient before = PatientReading.read(connection, List.of(update.id().cx())).stream()
                    .findFirst()
                    .orElse(null);
            if (!PatientWriting.write(connection, update.appliedTo(before))) {
                return Applied.ID_OF_ANOTHER;
            }
            return before == null ? Applied.CREATED : Applied.UPDATED;
        });
    }

    /** Two messages about one patient are taken over one after the other, also when he is new and has no row to lock. */
    private static void lock(Connection connection, PatientId id) throws SQLException {
        try (PreparedStatement lock =
                connection.prepareStatement("select pg_advisory_xact_lock(hashtextextended(?, 0))")) {
            lock.setString(1, "patients " + id.cx());
            lock.execute();
        }
    }

    @Override
    public Optional<Patient> patient(PatientId anyId) {
        return withConnection(connection -> {
            try (PreparedStatement owner = connection.prepareStatement(
                    "select patient_id from patients.identifier where authority = ? and id = ?")) {
                owner.setString(1, anyId.assigningAuthority().value());
                owner.setString(2, anyId.id());
                return PatientReading.read(connection, column(owner)).stream().findFirst();
            }
        });
    }

    @Override
    public boolean isKnown(PatientId id) {
        return withConnection(connection -> {
            try (PreparedStatement known = connection.prepareStatement(
                    "select patient_id from patients.patient where patient_id = ? and merged_into is null")) {
                known.setString(1, id.cx());
                return !column(known).isEmpty();
            }
        });
    }

    @Override
    public List<Patient> candidates(Demographics asked, int most) {
        Collection<String> family = Candidacy.familyKeys(asked);
        String birthday = Candidacy.birthday(asked).map(Object::toString).orElse(null);
        if (Candidacy.isOfNobody(asked)) {
            return List.of();
        }
        return withConnection(connection -> {
            try (PreparedStatement candidates = connection.prepareStatement(CANDIDATES)) {
                var keys = connection.createArrayOf("text", family.toArray());
                candidates.setString(1, birthday);
                candidates.setString(2, birthday);
                candidates.setArray(3, keys);
                candidates.setArray(4, keys);
                candidates.setInt(5, most);
                return PatientReading.read(connection, column(candidates));
            }
        });
    }

    private static List<String> column(PreparedStatement statement) throws SQLException {
        List<String> values = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private <T> T withConnection(Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot reach the patients: " + e.getMessage(), e);
        }
    }

    /** What was refused leaves nothing behind, its control id neither: the sender may mend the message and send it again. */
    private Applied inTransaction(Work<Applied> work) {
        return withConnection(connection -> {
            connection.setAutoCommit(false);
            try {
                Applied applied = work.on(connection);
                switch (applied) {
                    case CREATED, UPDATED -> connection.commit();
                    case REPEATED, CONTROL_ID_REUSED, ID_OF_ANOTHER -> connection.rollback();
                }
                return applied;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        });
    }
}
