package dev.xdsi.registry.patients.postgres;

import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.patient.Address;
import dev.xdsi.model.patient.AdministrativeSex;
import dev.xdsi.model.patient.BirthTime;
import dev.xdsi.model.patient.Demographics;
import dev.xdsi.model.patient.Patient;
import dev.xdsi.model.patient.PersonName;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes patients of rows: one statement a table, however many patients. */
final class PatientReading {
    private final Map<String, List<PatientId>> identifiers;
    private final Map<String, List<PersonName>> names;
    private final Map<String, List<Address>> addresses;

    private PatientReading(Connection connection, List<String> ids) throws SQLException {
        identifiers = rows(connection, "identifier", ids, PatientReading::identifier);
        names = rows(connection, "name", ids, PatientReading::name);
        addresses = rows(connection, "address", ids, PatientReading::address);
    }

    /** The patients with these ids in the affinity domain. */
    static List<Patient> read(Connection connection, List<String> ids) throws SQLException {
        if (ids.isEmpty()) {
            return List.of();
        }
        PatientReading reading = new PatientReading(connection, ids);
        return rows(connection, "patient", ids, reading::patient).values().stream()
                .flatMap(List::stream)
                .toList();
    }

    private interface Form<T> {
        T read(ResultSet row) throws SQLException;
    }

    private static <T> Map<String, List<T>> rows(Connection connection, String table, List<String> ids, Form<T> form)
            throws SQLException {
        String order = table.equals("patient") ? "patient_id" : "patient_id, position";
        Map<String, List<T>> found = new LinkedHashMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select * from patients." + table + " where patient_id = any(?) order by " + order)) {
            select.setArray(1, connection.createArrayOf("text", ids.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.computeIfAbsent(row.getString("patient_id"), id -> new ArrayList<>())
                            .add(form.read(row));
                }
            }
        }
        return found;
    }

    private Patient patient(ResultSet row) throws SQLException {
        String id = row.getString("patient_id");
        String birth = row.getString("birth_time");
        String sex = row.getString("sex");
        List<PatientId> all = identifiers.getOrDefault(id, List.of());
        Demographics demographics = new Demographics(
                names.getOrDefault(id, List.of()),
                birth == null ? null : new BirthTime(birth),
                sex == null ? null : AdministrativeSex.valueOf(sex),
                addresses.getOrDefault(id, List.of()),
                texts(row.getArray("telecoms")));
        return new Patient(all.getFirst(), all.subList(1, all.size()), demographics);
    }

    static PatientId identifier(ResultSet row) throws SQLException {
        return new PatientId(row.getString("id"), new Oid(row.getString("authority")));
    }

    private static PersonName name(ResultSet row) throws SQLException {
        return new PersonName(row.getString("family"), texts(row.getArray("given")));
    }

    private static Address address(ResultSet row) throws SQLException {
        return new Address(
                row.getString("street"),
                row.getString("city"),
                row.getString("state"),
                row.getString("postal_code"),
                row.getString("country"));
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
