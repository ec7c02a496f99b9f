package dev.xdsi.registry.patients.postgres;

import dev.xdsi.model.PatientId;
import dev.xdsi.model.patient.Demographics;
import dev.xdsi.model.patient.Patient;
import dev.xdsi.registry.patients.Applied;
import dev.xdsi.registry.patients.Candidacy;
import dev.xdsi.registry.patients.FeedMessage;
import dev.xdsi.registry.patients.PatientStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** A {@link PatientStore} in the schema {@code patients} of a PostgreSQL database. */
public final class PostgresPatientStore implements PatientStore {
    /** What there is where a merge concerns the patient whose id is both values: he was merged into another, or another into him. */
    public static final String MERGES_OF = """
        select 1 from patients.patient p where p.patient_id = ? and p.merged_into is not null
        union all select 1 from patients.patient p where p.merged_into = ?\
        """;

    private static final String BORN = " and p.birthday = ?::date";
    private static final String NAMED =
            " and p.patient_id in (select n.patient_id from patients.name n where n.family_keys && ?::text[])";

    private final Transactions database;

    private PostgresPatientStore(DataSource dataSource) {
        this.database = new Transactions(dataSource);
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
    public boolean isIn(DataSource other) {
        return database.dataSource().equals(other);
    }

    @Override
    public Applied apply(FeedMessage message) {
        return database.writing(connection -> new Taking(connection).take(message));
    }

    @Override
    public Optional<Patient> patient(PatientId anyId) {
        return database.reading(connection -> {
            try (PreparedStatement owner = connection.prepareStatement(
                    "select patient_id from patients.identifier where authority = ? and id = ?")) {
                owner.setString(1, anyId.assigningAuthority().value());
                owner.setString(2, anyId.id());
                List<String> survivor = new ArrayList<>();
                for (String id : column(owner)) {
                    Merges.survivorOf(connection, id).ifPresent(survivor::add);
                }
                return whole(connection, survivor).stream().findFirst();
            }
        });
    }

    /** With the ids of those who were merged into them. */
    private static List<Patient> whole(Connection connection, List<String> ids) throws SQLException {
        List<Patient> patients = PatientReading.read(connection, ids);
        Map<String, Set<String>> merged =
                Merges.mergedInto(connection, patients.stream().map(Patient::id).toList());
        List<String> subsumed = merged.values().stream()
                .flatMap(Set::stream)
                .filter(id -> !merged.containsKey(id))
                .toList();
        Map<String, Patient> others = PatientReading.read(connection, subsumed).stream()
                .collect(Collectors.toMap(other -> other.id().cx(), Function.identity()));
        return patients.stream()
                .map(patient -> new Patient(
                        patient.id(),
                        Stream.concat(
                                        patient.furtherIds().stream(),
                                        merged.getOrDefault(patient.id().cx(), Set.of()).stream()
                                                .flatMap(id -> Stream.ofNullable(others.get(id)))
                                                .flatMap(other -> other.furtherIds().stream()))
                                .toList(),
                        patient.demographics()))
                .toList();
    }

    @Override
    public boolean isKnown(PatientId id) {
        return database.reading(connection -> {
            try (PreparedStatement known = connection.prepareStatement(
                    "select patient_id from patients.patient where patient_id = ? and merged_into is null")) {
                known.setString(1, id.cx());
                return !column(known).isEmpty();
            }
        });
    }

    @Override
    public PatientId survivorOf(PatientId id) {
        return database.reading(connection -> Merges.survivorOf(connection, id.cx()))
                .flatMap(PatientId::parse)
                .orElse(id);
    }

    @Override
    public Set<PatientId> subsumed(Set<PatientId> ids) {
        return database
                .reading(connection -> {
                    try (PreparedStatement subsumed =
                            connection.prepareStatement("select patient_id from patients.patient"
                                    + " where patient_id = any(?) and merged_into is not null")) {
                        subsumed.setArray(
                                1,
                                connection.createArrayOf(
                                        "text", ids.stream().map(PatientId::cx).toArray()));
                        return column(subsumed);
                    }
                })
                .stream()
                .flatMap(id -> PatientId.parse(id).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Set<PatientId> mergedInto(PatientId id) {
        return database.reading(connection -> Merges.mergedInto(connection, id)).stream()
                .flatMap(merged -> PatientId.parse(merged).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public List<Patient> candidates(Demographics asked, int most) {
        if (Candidacy.isOfNobody(asked)) {
            return List.of();
        }
        Collection<String> family = Candidacy.familyKeys(asked);
        Optional<LocalDate> birthday = Candidacy.birthday(asked);
        // What is not asked for is not in the statement, so that what is finds its index.
        String statement = "select p.patient_id from patients.patient p where p.merged_into is null"
                + (birthday.isPresent() ? BORN : "") + (family.isEmpty() ? "" : NAMED)
                + " order by p.patient_id limit ?";
        return database.reading(connection -> {
            try (PreparedStatement candidates = connection.prepareStatement(statement)) {
                int at = 1;
                if (birthday.isPresent()) {
                    candidates.setString(at++, birthday.get().toString());
                }
                if (!family.isEmpty()) {
                    candidates.setArray(at++, connection.createArrayOf("text", family.toArray()));
                }
                candidates.setInt(at, most);
                return whole(connection, column(candidates));
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
}
