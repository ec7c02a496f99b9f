package dev.xdsi.imaging.backfill;

import dev.xdsi.imaging.backfill.BackfillStore.Fetched;
import dev.xdsi.imaging.backfill.BackfillStore.Listed;
import dev.xdsi.imaging.pacs.FoundStudy;
import dev.xdsi.model.Oid;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Notes how pieces of work ended, on the connection that holds them. */
record BackfillRows(Connection connection, OffsetDateTime now) {
    void note(UUID backfill, Listed listed) throws SQLException {
        switch (listed) {
            case Listed.Studies(List<FoundStudy> studies) -> {
                enter(backfill, studies);
                update("update backfill set listed_at = ?, last_error = null where id = ?", now, backfill);
            }
            case Listed.Later(String why, Instant notBefore) ->
                update(
                        "update backfill set failures = failures + 1, last_error = ?, not_before = ? where id = ?",
                        why,
                        notBefore.atOffset(ZoneOffset.UTC),
                        backfill);
            case Listed.Never(String why) ->
                update("update backfill set failed_at = ?, last_error = ? where id = ?", now, why, backfill);
        }
    }

    private void enter(UUID backfill, List<FoundStudy> studies) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
            insert into backfill_study (backfill, study_uid, patient_id, not_before)
            select ?, s.uid, s.patient_id, ? from unnest(?, ?) as s (uid, patient_id) on conflict do nothing\
            """)) {
            statement.setObject(1, backfill);
            statement.setObject(2, now);
            statement.setArray(
                    3, texts(studies.stream().map(found -> found.study().value())));
            statement.setArray(4, texts(studies.stream().map(FoundStudy::patientId)));
            statement.executeUpdate();
        }
    }

    private Array texts(Stream<String> all) throws SQLException {
        return connection.createArrayOf("text", all.toArray());
    }

    void note(UUID backfill, Oid study, Fetched fetched) throws SQLException {
        String key = " where backfill = ? and study_uid = ?";
        switch (fetched) {
            case Fetched.Whole(int instances) -> {
                update(
                        "update backfill_study set state = 'DONE', instances = ?, last_error = null" + key,
                        instances,
                        backfill,
                        study.value());
                // What failed of it earlier, in whatever backfill, is mended.
                update(
                        "update backfill_study set state = 'DONE', instances = ? where study_uid = ? and state = 'FAILED'",
                        instances,
                        study.value());
            }
            case Fetched.Later(String why, Instant notBefore) ->
                update(
                        "update backfill_study set failures = failures + 1, last_error = ?, not_before = ?" + key,
                        why,
                        notBefore.atOffset(ZoneOffset.UTC),
                        backfill,
                        study.value());
            case Fetched.Never(String why) ->
                update(
                        "update backfill_study set state = 'FAILED', last_error = ?" + key,
                        why,
                        backfill,
                        study.value());
        }
    }

    private void update(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
