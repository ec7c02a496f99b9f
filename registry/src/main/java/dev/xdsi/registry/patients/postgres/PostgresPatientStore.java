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
    private static final String CANDIDATES = """
        select p.patient_id from patients.patient p
        where (?::date is null or p.birthday = ?::date)
          and (cardinality(?::text[]) = 0 or exists (
              select 1 from patients.name n where n.patient_id = p.patient_id and n.family_keys && ?::text[]))
          and p.merged_into is null
        order by p.patient_id limit ?\
        """;

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
    public Set<PatientId> mergedInto(PatientId id) {
        return database
                .reading(connection -> Merges.mergedInto(connection, List.of(id)))
                .getOrDefault(id.cx(), Set.of())
                .stream()
                .flatMap(merged -> PatientId.parse(merged).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public List<Patient> candidates(Demographics asked, int most) {
        Collection<String> family = Candidacy.familyKeys(asked);
        String birthday = Candidacy.birthday(asked).map(Object::toString).orElse(null);
        if (Candidacy.isOfNobody(asked)) {
            return List.of();
        }
        return database.reading(connection -> {
            try (PreparedStatement candidates = connection.prepareStatement(CANDIDATES)) {
                var keys = connection.createArrayOf("text", family.toArray());
                candidates.setString(1, birthday);
                candidates.setString(2, birthday);
                candidates.setArray(3, keys);
                candidates.setArray(4, keys);
                candidates.setInt(5, most);
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
