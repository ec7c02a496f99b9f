package dev.xdsi.imaging.publication;

import dev.xdsi.imaging.database.Database;
import dev.xdsi.imaging.manifest.Manifest;
import dev.xdsi.imaging.manifest.Withdrawal;
import dev.xdsi.imaging.publication.DueStudy.PreparedManifest;
import dev.xdsi.imaging.publication.PublicationStatus.Progress;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Publications in PostgreSQL. A claim is the row lock on {@code publication} and lives exactly as long as the connection of the
 * worker; what must survive the worker is written through another connection, so each worker needs two.
 */
public final class PostgresPublicationStore implements PublicationStore {
    private static final String CLAIM = """
        select p.study_uid, s.changes, s.changed_at, p.failures, p.attempted_at, l.patient_id
          from publication p join study s using (study_uid) left join patient_link l using (study_uid)
         where s.changes > s.published_changes
           and (s.changed_at <= ? or s.completed_at >= s.changed_at)
           and (s.completed_at >= s.changed_at
                or not exists (select 1 from backfill_study b where b.study_uid = s.study_uid and b.state = 'WAITING')
                or exists (select 1 from manifest m left join withdrawal w using (document_unique_id)
                            where m.study_uid = s.study_uid and m.registered_at is not null and w.withdrawn_at is null))
           and ((not p.held and p.not_before <= ?) or greatest(s.completed_at, s.poked_at) > p.attempted_at)
         order by s.changed_at
         limit 1
           for no key update of p skip locked
        """;
    private static final String STATUS = """
        select (select count(*) from instance i where i.study_uid = q.study_uid) as instances, s.changes, s.published_changes, s.changed_at, s.completed_at, s.poked_at, p.attempted_at, p.held, p.last_error, p.ruling, p.ruled_by,
               coalesce((select patient_id from manifest m
                          where m.study_uid = q.study_uid and registered_at is not null order by number desc limit 1),
                        l.patient_id) as patient_id,
               (select document_unique_id from manifest m
                 where m.study_uid = q.study_uid and registered_at is not null order by number desc limit 1) as registered,
               exists (select 1 from manifest m left join withdrawal w using (document_unique_id)
                        where m.study_uid = q.study_uid
                          and (m.registered_at is null or (w.decided_at is not null and w.withdrawn_at is null))) as prepared,
               (select w.withdrawn_at from manifest m left join withdrawal w using (document_unique_id)
                 where m.study_uid = q.study_uid and registered_at is not null order by number desc limit 1) as withdrawn_at,
               (select b.last_error from backfill_study b where b.study_uid = q.study_uid and b.state = 'FAILED' limit 1) as incomplete
          from (select ?::text as study_uid) q
          left join study s using (study_uid)
          left join publication p using (study_uid)
          left join patient_link l using (study_uid)
         where s.study_uid is not null or l.study_uid is not null
        """;

    private final Database database;

    public PostgresPublicationStore(Database database) {
        this.database = database;
    }

    @Override
    public boolean workOnNext(Instant now, Duration quietPeriod, Work work) {
        return database.inTransaction(connection -> {
            Optional<DueStudy> due = claim(connection, now, quietPeriod);
            if (due.isPresent()) {
                Oid study = due.get().study();
                new AttemptRecord(connection, study, now).note(work.attempt(due.get()));
            }
            return due.isPresent();
        });
    }

    private static Optional<DueStudy> claim(Connection connection, Instant now, Duration quietPeriod)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CLAIM)) {
            statement.setObject(1, at(now.minus(quietPeriod)));
            statement.setObject(2, at(now));
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    return Optional.empty();
                }
                Oid study = new Oid(rows.getString("study_uid"));
                WithdrawalRows.Last last = new WithdrawalRows(connection).last(study);
                PreparedManifest prepared = new ManifestRows(connection).prepared(study);
                return Optional.of(new DueStudy(
                        study,
                        rows.getLong("changes"),
                        rows.getObject("changed_at", OffsetDateTime.class).toInstant(),
                        rows.getInt("failures"),
                        instant(rows, "attempted_at"),
                        patientId(rows),
                        prepared == null ? last.unfinished() : prepared,
                        last.standing()));
            }
        }
    }

    @Override
    public void prepare(Manifest manifest) {
        database.inTransaction(connection -> new ManifestRows(connection).prepare(manifest));
    }

    @Override
    public void aboutToSend(Oid documentUniqueId) {
        database.inTransaction(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("update manifest set sends = sends + 1 where document_unique_id = ?")) {
                statement.setString(1, documentUniqueId.value());
                return statement.executeUpdate();
            }
        });
    }

    @Override
    public void prepare(Withdrawal withdrawal) {
        database.inTransaction(connection -> new WithdrawalRows(connection).prepare(withdrawal));
    }

    @Override
    public void aboutToSend(Withdrawal withdrawal) {
        database.inTransaction(connection -> new WithdrawalRows(connection).aboutToSend(withdrawal));
    }

    @Override
    public LinkResult link(Oid study, PatientId patientId, Instant at) {
        return database.inTransaction(connection -> {
            if (isPublishedForAnother(connection, study, patientId)) {
                return LinkResult.PUBLISHED_FOR_ANOTHER;
            }
            try (PreparedStatement statement = connection.prepareStatement("""
                insert into patient_link (study_uid, patient_id, linked_at) values (?, ?, ?)
                on conflict (study_uid) do update set patient_id = excluded.patient_id, linked_at = excluded.linked_at\
                """)) {
                statement.setString(1, study.value());
                statement.setString(2, patientId.cx());
                statement.setObject(3, at(at));
                statement.executeUpdate();
            }
            // A change of the study: what is under way for whom it was taken for before does not cover it.
            note(connection, "update study set poked_at = ?, changes = changes + 1 where study_uid = ?", study, at);
            return LinkResult.LINKED;
        });
    }

    private static boolean isPublishedForAnother(Connection connection, Oid study, PatientId patientId)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select 1 from manifest where study_uid = ? and patient_id <> ?")) {
            statement.setString(1, study.value());
            statement.setString(2, patientId.cx());
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** Of a study that was withheld it is asked anew whether it is to be published. */
    @Override
    public boolean complete(Oid study, Instant at) {
        return database.inTransaction(connection -> note(connection, """
            update study s set completed_at = greatest(?, changed_at),
                   published_changes = case when exists (select 1 from publication p
                                                          where p.study_uid = s.study_uid and p.ruling = 'WITHHELD')
                                            then least(published_changes, changes - 1) else published_changes end
             where study_uid = ?\
            """, study, at));
    }

    @Override
    public void announce(Announcement announcement, Instant at) {
        database.inTransaction(connection -> {
            new AnnouncementRows(connection).announce(announcement, at);
            return true;
        });
    }

    @Override
    public void settleAnnouncements(Instant at) {
        database.inTransaction(connection -> new AnnouncementRows(connection).settle(at));
    }

    @Override
    public int awaited(Oid study) {
        return database.reading(connection -> new AnnouncementRows(connection).awaited(study));
    }

    @Override
    public Set<Oid> heldSeries(Oid study) {
        return database.reading(connection -> new AnnouncementRows(connection).held(study));
    }

    private static boolean note(Connection connection, String update, Oid study, Instant at) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(update)) {
            statement.setObject(1, at(at));
            statement.setString(2, study.value());
            return statement.executeUpdate() == 1;
        }
    }

    @Override
    public Optional<PublicationStatus> status(Oid study) {
        return database.reading(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(STATUS)) {
                statement.setString(1, study.value());
                try (ResultSet rows = statement.executeQuery()) {
                    return rows.next() ? Optional.of(status(study, rows)) : Optional.empty();
                }
            }
        });
    }

    @Override
    public Optional<Manifest> standing(Oid study) {
        return database.inTransaction(connection -> new ManifestRows(connection).standing(study));
    }

    @Override
    public List<Oid> studies(@Nullable Oid after, int most) {
        return database.reading(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "select study_uid from study where study_uid > ? order by study_uid limit ?")) {
                statement.setString(1, after == null ? "" : after.value());
                statement.setInt(2, most);
                try (ResultSet rows = statement.executeQuery()) {
                    List<Oid> found = new ArrayList<>();
                    while (rows.next()) {
                        found.add(new Oid(rows.getString(1)));
                    }
                    return found;
                }
            }
        });
    }

    @Override
    public List<Withdrawal.Standing> registered(Oid study, int most) {
        return database.inTransaction(connection -> new ManifestRows(connection).registered(study, most));
    }

    /** Behind the lock on the study's publication, so that nobody sends what replaces it meanwhile. */
    @Override
    public boolean lost(Oid study, Loss loss, Instant at) {
        return database.inTransaction(connection -> new WithdrawalRows(connection).lost(study, loss, at));
    }

    @Override
    public boolean reconsider(Oid study, Instant at) {
        return database.inTransaction(connection -> note(connection, """
            update study set completed_at = greatest(?, changed_at), published_changes = least(published_changes, changes - 1)
             where study_uid = ?\
            """, study, at));
    }

    @Override
    public PublicationBacklog backlog(Instant now, Duration quietPeriod) {
        return database.inTransaction(connection -> new BacklogQuery(connection, at(now.minus(quietPeriod))).read());
    }

    private static PublicationStatus status(Oid study, ResultSet row) throws SQLException {
        String registered = row.getString("registered");
        Instant changedAt = instant(row, "changed_at");
        return new PublicationStatus(
                study,
                row.getLong("instances"),
                patientId(row),
                registered == null ? null : new Oid(registered),
                new Progress(
                        row.getLong("changes"),
                        row.getLong("published_changes"),
                        changedAt == null ? Instant.EPOCH : changedAt,
                        instant(row, "completed_at"),
                        instant(row, "poked_at"),
                        instant(row, "attempted_at"),
                        row.getBoolean("prepared"),
                        row.getBoolean("held"),
                        row.getString("last_error"),
                        ruling(row.getString("ruling"), row.getString("ruled_by"))),
                instant(row, "withdrawn_at"),
                row.getString("incomplete"));
    }

    static @Nullable Ruling ruling(@Nullable String kind, @Nullable String rule) {
        return kind == null || rule == null ? null : new Ruling(Ruling.Kind.valueOf(kind), rule);
    }

    private static @Nullable PatientId patientId(ResultSet row) throws SQLException {
        String patientId = row.getString("patient_id");
        return patientId == null ? null : PatientId.parse(patientId).orElseThrow();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
