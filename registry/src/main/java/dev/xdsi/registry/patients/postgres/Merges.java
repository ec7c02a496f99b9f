package dev.xdsi.registry.patients.postgres;

import dev.xdsi.model.PatientId;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who was merged into whom: links from patient to patient, of which a chain is followed to its end, up or down. */
final class Merges {
    private static final String UP = """
        with recursive up(patient_id, merged_into) as (
            select p.patient_id, p.merged_into from patients.patient p where p.patient_id = ?
            union select p.patient_id, p.merged_into from patients.patient p join up on p.patient_id = up.merged_into)
        select patient_id from up where merged_into is null\
        """;
    private static final String DOWN = """
        with recursive down(root, patient_id) as (
            select asked, asked from unnest(?::text[]) asked where not exists (
                select 1 from patients.patient p where p.patient_id = asked and p.merged_into is not null)
            union select down.root, p.patient_id from patients.patient p join down on p.merged_into = down.patient_id)
        select root, patient_id from down\
        """;
    /** Himself and whoever was merged into him directly. */
    private static final String NEAR = """
        select p.patient_id, p.merged_into is not null from patients.patient p where p.patient_id = ?
        union all select p.patient_id, false from patients.patient p where p.merged_into = ?\
        """;

    /** By one order of the locks themselves, so that no two messages wait for each other. */
    private static final String LOCK = """
        select pg_advisory_xact_lock(turn) from (
            select distinct hashtextextended('patients ' || id, 0) turn from unnest(?::text[]) id order by turn) turns\
        """;

    private Merges() {}

    /** Messages about one patient are taken over one after the other, also when he is new and has no row to lock. */
    static void takeTurns(Connection connection, PatientId... ids) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
            lock.setArray(1, texts(connection, List.of(ids)));
            lock.execute();
        }
    }

    /** Empty where nobody is known by this id. */
    static Optional<String> survivorOf(Connection connection, String id) throws SQLException {
        try (PreparedStatement up = connection.prepareStatement(UP)) {
            up.setString(1, id);
            try (ResultSet row = up.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    /** Whose records are his, or nobody's where he was merged into another. For the most of people one look is enough: nobody was merged at all. */
    static Set<String> mergedInto(Connection connection, PatientId id) throws SQLException {
        try (PreparedStatement near = connection.prepareStatement(NEAR)) {
            near.setString(1, id.cx());
            near.setString(2, id.cx());
            try (ResultSet row = near.executeQuery()) {
                while (row.next()) {
                    if (row.getBoolean(2)) {
                        return Set.of();
                    }
                    if (!row.getString(1).equals(id.cx())) {
                        return mergedInto(connection, List.of(id)).getOrDefault(id.cx(), Set.of());
                    }
                }
                return Set.of(id.cx());
            }
        }
    }

    /** For each who was not merged into another, whose records are his; for the others nothing. */
    static Map<String, Set<String>> mergedInto(Connection connection, Collection<PatientId> ids) throws SQLException {
        Map<String, Set<String>> merged = new HashMap<>();
        try (PreparedStatement down = connection.prepareStatement(DOWN)) {
            down.setArray(1, texts(connection, ids));
            try (ResultSet row = down.executeQuery()) {
                while (row.next()) {
                    merged.computeIfAbsent(row.getString(1), root -> new LinkedHashSet<>())
                            .add(row.getString(2));
                }
            }
        }
        return merged;
    }

    /** Whether somebody was merged into another. */
    static boolean isMerged(Connection connection, PatientId id) throws SQLException {
        try (PreparedStatement merged = connection.prepareStatement(
                "select 1 from patients.patient where patient_id = ? and merged_into is not null")) {
            merged.setString(1, id.cx());
            try (ResultSet row = merged.executeQuery()) {
                return row.next();
            }
        }
    }

    static void merge(Connection connection, PatientId subsumed, PatientId survivor) throws SQLException {
        link(connection, subsumed, survivor.cx());
    }

    static void separate(Connection connection, PatientId id) throws SQLException {
        link(connection, id, null);
    }

    private static void link(Connection connection, PatientId id, @Nullable String survivor) throws SQLException {
        try (PreparedStatement link = connection.prepareStatement(
                "update patients.patient set merged_into = ?, updated_at = now() where patient_id = ?")) {
            link.setString(1, survivor);
            link.setString(2, id.cx());
            link.executeUpdate();
        }
    }

    private static Array texts(Connection connection, Collection<PatientId> ids) throws SQLException {
        return connection.createArrayOf("text", ids.stream().map(PatientId::cx).toArray());
    }
}
