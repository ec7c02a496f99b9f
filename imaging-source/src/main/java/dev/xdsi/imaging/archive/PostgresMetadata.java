package dev.xdsi.imaging.archive;

import dev.xdsi.imaging.database.Database;
import dev.xdsi.imaging.metadata.InstanceMetadata;
import dev.xdsi.model.Oid;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The metadata of many instances, some at a time: a slow reader holds no connection while it reads. Each is looked up by its key, so that the
 * last ones of a study take no longer than the first.
 */
final class PostgresMetadata {
    private static final int SOME = 200;
    private static final byte[] NONE = {};
    private static final String SHOWN = "select sop_instance_uid, metadata from shown_instance";
    private static final String KEPT = "select sop_instance_uid, metadata from instance";

    private final Database database;
    private final String from;
    /** Of the series of those that were read last. */
    private Map<StudyPart, byte[]> vocabularies = new HashMap<>();

    private PostgresMetadata(Database database, String from) {
        this.database = database;
        this.from = from;
    }

    static PostgresMetadata shown(Database database) {
        return new PostgresMetadata(database, SHOWN);
    }

    static PostgresMetadata kept(Database database) {
        return new PostgresMetadata(database, KEPT);
    }

    /** Hands over those of them that there are, in this order; returns how many. */
    int read(List<InstanceUids> all, InstanceIndex.MetadataReader reader) throws IOException {
        int count = 0;
        for (int from = 0; from < all.size(); from += SOME) {
            List<InstanceUids> some = all.subList(from, Math.min(from + SOME, all.size()));
            Map<Oid, byte[]> kept = database.reading(connection -> {
                // In this order: whatever was compressed with a vocabulary came after it, and one that is there stays.
                Map<Oid, byte[]> rows = kept(connection, some);
                vocabularies = vocabularies(connection, some);
                return rows;
            });
            for (InstanceUids uids : some) {
                byte[] metadata = kept.get(uids.sopInstance());
                if (metadata != null) {
                    reader.read(new InstanceMetadata(metadata, vocabularies.getOrDefault(series(uids), NONE)));
                    count++;
                }
            }
        }
        return count;
    }

    private static StudyPart series(InstanceUids uids) {
        return StudyPart.series(uids.study(), uids.series());
    }

    /** Those that are known need not be read again: they never change. */
    private Map<StudyPart, byte[]> vocabularies(Connection connection, List<InstanceUids> some) throws SQLException {
        Map<StudyPart, byte[]> needed = new HashMap<>();
        Set<StudyPart> missing = new LinkedHashSet<>();
        for (InstanceUids uids : some) {
            StudyPart series = series(uids);
            byte[] known = vocabularies.get(series);
            if (known == null) {
                missing.add(series);
            } else {
                needed.put(series, known);
            }
        }
        if (!missing.isEmpty()) {
            needed.putAll(new PostgresVocabulary(connection).of(missing));
        }
        return needed;
    }

    private Map<Oid, byte[]> kept(Connection connection, List<InstanceUids> some) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(from + " where sop_instance_uid = any(?)")) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "text",
                            some.stream()
                                    .map(uids -> uids.sopInstance().value())
                                    .toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                Map<Oid, byte[]> kept = HashMap.newHashMap(some.size());
                while (rows.next()) {
                    kept.put(new Oid(rows.getString(1)), rows.getBytes(2));
                }
                return kept;
            }
        }
    }
}
