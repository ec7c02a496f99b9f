package dev.xdsi.registry.patients.postgres;

import dev.xdsi.model.PatientId;
import dev.xdsi.model.patient.Patient;
import dev.xdsi.registry.patients.Applied;
import dev.xdsi.registry.patients.FeedMessage;
import dev.xdsi.registry.patients.PatientMerge;
import dev.xdsi.registry.patients.PatientUpdate;
import dev.xdsi.registry.patients.PatientUpdate.Occasion;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes over what one message says, within its transaction. */
final class Taking {
    private static final String OWNERS = """
        select i.id, i.authority, i.patient_id from patients.identifier i
        join unnest(?::text[], ?::text[]) asked(authority, id) on i.authority = asked.authority and i.id = asked.id
        where i.patient_id <> ?\
        """;

    private final Connection connection;

    Taking(Connection connection) {
        this.connection = connection;
    }

    /** What was done so far must be rolled back where it is not {@link Applied#isTaken}. */
    Applied take(FeedMessage message) throws SQLException {
        Optional<Applied> earlier = ReceivedMessages.remember(connection, message);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        return switch (message.change()) {
            case PatientUpdate update -> update(update);
            case PatientMerge merge -> merge(merge);
        };
    }

    private Applied update(PatientUpdate update) throws SQLException {
        Merges.takeTurns(connection, update.id());
        boolean merged = Merges.isMerged(connection, update.id());
        if (merged && update.occasion() != Occasion.REGISTRATION) {
            return Applied.MERGED_ALREADY;
        }
        if (merged) {
            Merges.separate(connection, update.id());
        }
        Patient before = PatientReading.read(connection, List.of(update.id().cx())).stream()
                .findFirst()
                .orElse(null);
        Patient after = update.without(ofSubsumed(update)).appliedTo(before);
        if (!PatientWriting.write(connection, after)) {
            return Applied.ID_OF_ANOTHER;
        }
        if (merged) {
            return Applied.SEPARATED;
        }
        return before == null ? Applied.CREATED : Applied.UPDATED;
    }

    /** Ids of those who were merged into this patient are his anyway, and go with them should they be separated. */
    private List<PatientId> ofSubsumed(PatientUpdate update) throws SQLException {
        Set<String> subsumed = Merges.mergedInto(connection, List.of(update.id()))
                .getOrDefault(update.id().cx(), Set.of());
        List<PatientId> theirs = new ArrayList<>();
        if (subsumed.size() < 2 || update.furtherIds().isEmpty()) {
            return theirs;
        }
        try (PreparedStatement owners = connection.prepareStatement(OWNERS)) {
            List<PatientId> ids = update.furtherIds();
            owners.setArray(
                    1,
                    connection.createArrayOf(
                            "text",
                            ids.stream()
                                    .map(id -> id.assigningAuthority().value())
                                    .toArray()));
            owners.setArray(
                    2,
                    connection.createArrayOf(
                            "text", ids.stream().map(PatientId::id).toArray()));
            owners.setString(3, update.id().cx());
            try (ResultSet row = owners.executeQuery()) {
                while (row.next()) {
                    if (subsumed.contains(row.getString("patient_id"))) {
                        theirs.add(PatientReading.identifier(row));
                    }
                }
            }
        }
        return theirs;
    }

    private Applied merge(PatientMerge merge) throws SQLException {
        Merges.takeTurns(connection, merge.id(), merge.subsumed());
        Optional<String> survivor = Merges.survivorOf(connection, merge.id().cx());
        Optional<String> subsumed =
                Merges.survivorOf(connection, merge.subsumed().cx());
        String id = merge.id().cx();
        if (survivor.isEmpty()) {
            return Applied.SURVIVOR_UNKNOWN;
        }
        if (subsumed.isEmpty()) {
            return Applied.SUBSUMED_UNKNOWN;
        }
        if (!survivor.get().equals(id)) {
            return Applied.SURVIVOR_MERGED;
        }
        if (!subsumed.get().equals(merge.subsumed().cx())) {
            return subsumed.get().equals(id) ? Applied.MERGED : Applied.SUBSUMED_ELSEWHERE;
        }
        Merges.merge(connection, merge.subsumed(), merge.id());
        return Applied.MERGED;
    }
}
