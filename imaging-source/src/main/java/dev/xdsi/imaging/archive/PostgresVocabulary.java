package dev.xdsi.imaging.archive;

import dev.xdsi.imaging.metadata.MetadataJson;
import dev.xdsi.model.Oid;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the metadata of each series are compressed with: what its first instance said, and the same for ever. */
final class PostgresVocabulary {
    private final Connection connection;

    PostgresVocabulary(Connection connection) {
        this.connection = connection;
    }

    /** That of a series which is known. */
    byte[] of(Oid study, Oid series, MetadataJson one) throws SQLException {
        Optional<byte[]> known = find(study, series);
        return known.isPresent() ? known.get() : enter(study, series, one);
    }

    /** Those of the series that have one. */
    Map<StudyPart, byte[]> of(Set<StudyPart> series) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
            select study_uid, series_uid, json from metadata_vocabulary
             where (study_uid, series_uid) in (select * from unnest(?, ?))\
            """)) {
            statement.setArray(1, texts(series.stream().map(StudyPart::study)));
            statement.setArray(2, texts(series.stream().map(StudyPart::series)));
            try (ResultSet rows = statement.executeQuery()) {
                Map<StudyPart, byte[]> found = new HashMap<>();
                while (rows.next()) {
                    found.put(
                            StudyPart.series(new Oid(rows.getString(1)), new Oid(rows.getString(2))), rows.getBytes(3));
                }
                return found;
            }
        }
    }

    private Array texts(Stream<@Nullable Oid> uids) throws SQLException {
        return connection.createArrayOf("text", uids.map(String::valueOf).toArray());
    }

    /** That of a series which seems to have none yet. */
    byte[] enter(Oid study, Oid series, MetadataJson first) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "insert into metadata_vocabulary (study_uid, series_uid, json) values (?, ?, ?) on conflict do nothing")) {
            statement.setString(1, study.value());
            statement.setString(2, series.value());
            statement.setBytes(3, first.vocabulary());
            if (statement.executeUpdate() == 1) {
                return first.vocabulary();
            }
        }
        return find(study, series).orElseThrow();
    }

    private Optional<byte[]> find(Oid study, Oid series) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select json from metadata_vocabulary where study_uid = ? and series_uid = ?")) {
            statement.setString(1, study.value());
            statement.setString(2, series.value());
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(rows.getBytes(1)) : Optional.empty();
            }
        }
    }
}
