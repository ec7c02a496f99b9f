package dev.xdsi.registry.patients.postgres;

import dev.xdsi.model.PatientId;
import dev.xdsi.model.patient.Address;
import dev.xdsi.model.patient.AdministrativeSex;
import dev.xdsi.model.patient.BirthTime;
import dev.xdsi.model.patient.Demographics;
import dev.xdsi.model.patient.Patient;
import dev.xdsi.model.patient.PersonName;
import dev.xdsi.registry.patients.Candidacy;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes rows of a patient, in the place of all that was known of him. */
final class PatientWriting {
    private static final String PATIENT = """
        insert into patients.patient (patient_id, birth_time, birthday, sex, telecoms) values (?, ?, ?::date, ?, ?)
        on conflict (patient_id) do update set birth_time = excluded.birth_time, birthday = excluded.birthday,
            sex = excluded.sex, telecoms = excluded.telecoms, updated_at = now()\
        """;
    private static final String IDENTIFIER = """
        insert into patients.identifier (authority, id, patient_id, position) values (?, ?, ?, ?)
        on conflict (authority, id) do nothing\
        """;

    private final Connection connection;
    private final String id;

    private PatientWriting(Connection connection, String id) {
        this.connection = connection;
        this.id = id;
    }

    /** False, with rows half written that must be rolled back, where one of his ids belongs to another patient. */
    static boolean write(Connection connection, Patient patient) throws SQLException {
        PatientWriting writing = new PatientWriting(connection, patient.id().cx());
        writing.patient(patient.demographics());
        if (!writing.identifiers(patient.ids().distinct().toList())) {
            return false;
        }
        writing.names(patient.demographics().names());
        writing.addresses(patient.demographics().addresses());
        return true;
    }

    private void patient(Demographics demographics) throws SQLException {
        BirthTime birth = demographics.birthTime();
        AdministrativeSex sex = demographics.sex();
        try (PreparedStatement row = connection.prepareStatement(PATIENT)) {
            row.setString(1, id);
            row.setString(2, birth == null ? null : birth.value());
            row.setString(
                    3, Candidacy.birthday(demographics).map(Object::toString).orElse(null));
            row.setString(4, sex == null ? null : sex.name());
            row.setArray(5, texts(demographics.telecoms()));
            row.executeUpdate();
        }
    }

    /** In one order for all, so that no two messages wait for each other. */
    private boolean identifiers(List<PatientId> ids) throws SQLException {
        delete("identifier");
        List<PatientId> ordered =
                ids.stream().sorted((a, b) -> a.cx().compareTo(b.cx())).toList();
        try (PreparedStatement row = connection.prepareStatement(IDENTIFIER)) {
            for (PatientId identifier : ordered) {
                row.setString(1, identifier.assigningAuthority().value());
                row.setString(2, identifier.id());
                row.setString(3, id);
                row.setInt(4, ids.indexOf(identifier));
                row.addBatch();
            }
            row.executeBatch();
        }
        return count() == ids.size();
    }

    private int count() throws SQLException {
        try (PreparedStatement mine =
                connection.prepareStatement("select count(*) from patients.identifier where patient_id = ?")) {
            mine.setString(1, id);
            try (ResultSet row = mine.executeQuery()) {
                return row.next() ? row.getInt(1) : 0;
            }
        }
    }

    private void names(List<PersonName> names) throws SQLException {
        delete("name");
        try (PreparedStatement row = connection.prepareStatement(
                "insert into patients.name (patient_id, position, family, given, family_keys) values (?, ?, ?, ?,"
                        + " ?)")) {
            for (int position = 0; position < names.size(); position++) {
                PersonName name = names.get(position);
                row.setString(1, id);
                row.setInt(2, position);
                row.setString(3, name.family());
                row.setArray(4, texts(name.given()));
                row.setArray(5, texts(name.familyKeys()));
                row.addBatch();
            }
            row.executeBatch();
        }
    }

    private void addresses(List<Address> addresses) throws SQLException {
        delete("address");
        try (PreparedStatement row = connection.prepareStatement("insert into patients.address (patient_id, position,"
                + " street, city, state, postal_code, country) values (?, ?, ?, ?, ?, ?, ?)")) {
            for (int position = 0; position < addresses.size(); position++) {
                Address address = addresses.get(position);
                row.setString(1, id);
                row.setInt(2, position);
                set(row, 3, address.street(), address.city(), address.state(), address.postalCode(), address.country());
                row.addBatch();
            }
            row.executeBatch();
        }
    }

    private static void set(PreparedStatement row, int first, @Nullable String... texts) throws SQLException {
        for (int i = 0; i < texts.length; i++) {
            row.setString(first + i, texts[i]);
        }
    }

    private void delete(String table) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("delete from patients." + table + " where patient_id = ?")) {
            delete.setString(1, id);
            delete.executeUpdate();
        }
    }

    private Array texts(Collection<String> texts) throws SQLException {
        return connection.createArrayOf("text", texts.toArray());
    }
}
