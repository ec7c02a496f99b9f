package dev.xdsi.imaging.publication;

import dev.xdsi.model.Oid;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What was announced of studies, and which series are held, on one connection. */
public record AnnouncementRows(Connection connection) {
    /** How long announced instances are waited for; after that the quiet period alone says that a study is complete. */
    private static final Duration PATIENCE = Duration.ofHours(24);

    private static final String ALL_HERE = """
        exists (select 1 from study s where s.study_uid = a.study_uid)
        and not exists (select 1 from announced_instance w left join instance i using (sop_instance_uid)
                         where w.announced_by = a.announced_by and w.study_uid = a.study_uid and i.sop_instance_uid is null)\
        """;

    /**
     * Waits for the instances; for none there is nothing to wait for, and nothing is said by that. A study of which that was said before is
     * locked, so that it is not settled before what is said now is with it.
     */
    public void announce(Announcement announcement, Instant at) throws SQLException {
        if (announcement.instances().isEmpty()) {
            return;
        }
        Array studies = uids(announcement.studies());
        try (PreparedStatement statement = connection.prepareStatement("""
            insert into announced_study (announced_by, study_uid, announced_at) select ?, s.uid, ? from unnest(?) as s (uid)
                on conflict (announced_by, study_uid) do update set announced_at = announced_study.announced_at\
            """)) {
            statement.setString(1, announcement.by().value());
            statement.setObject(2, PostgresPublicationStore.at(at));
            statement.setArray(3, studies);
            statement.executeUpdate();
        }
        try (PreparedStatement statement = connection.prepareStatement("""
            insert into announced_instance (announced_by, study_uid, sop_instance_uid)
            select ?, s.uid, i.uid from unnest(?) as s (uid), unnest(?) as i (uid) on conflict do nothing\
            """)) {
            statement.setString(1, announcement.by().value());
            statement.setArray(2, studies);
            statement.setArray(3, uids(announcement.instances()));
            statement.executeUpdate();
        }
    }

    /** How many instances that were announced of the study are not here. */
    int awaited(Oid study) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
            select count(distinct w.sop_instance_uid) from announced_instance w left join instance i using (sop_instance_uid)
             where w.study_uid = ? and i.sop_instance_uid is null\
            """)) {
            statement.setString(1, study.value());
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    /** Marks studies as complete of which all is here that was announced, but for those of which more is just being said; returns how many. */
    int settle(Instant at) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
            delete from announced_study where (announced_by, study_uid) in (
                select announced_by, study_uid from announced_study where announced_at < ? for update skip locked)\
            """)) {
            statement.setObject(1, PostgresPublicationStore.at(at.minus(PATIENCE)));
            statement.executeUpdate();
        }
        List<String> by = new ArrayList<>();
        List<String> studies = new ArrayList<>();
        try (PreparedStatement statement =
                        connection.prepareStatement("select announced_by, study_uid from announced_study a where "
                                + ALL_HERE + " for update of a skip locked");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                by.add(rows.getString(1));
                studies.add(rows.getString(2));
            }
        }
        return studies.isEmpty() ? 0 : settle(by, studies, at);
    }

    /** Asks again whether all is here: more may have been said before they were locked. */
    private int settle(List<String> by, List<String> studies, Instant at) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
            with here as (
                delete from announced_study a where (announced_by, study_uid) in (select * from unnest(?, ?)) and %s
                returning a.study_uid)
            update study set completed_at = greatest(?, changed_at) where study_uid in (select study_uid from here)\
            """.formatted(ALL_HERE))) {
            statement.setArray(1, connection.createArrayOf("text", by.toArray()));
            statement.setArray(2, connection.createArrayOf("text", studies.toArray()));
            statement.setObject(3, PostgresPublicationStore.at(at));
            return statement.executeUpdate();
        }
    }

    /** Keeps the series out of manifests of these studies, also of those that are registered. */
    public void hold(Collection<Oid> series, Collection<Oid> studies, Oid by, Instant at) throws SQLException {
        Array uids = uids(series);
        Array ofStudies = uids(studies);
        try (PreparedStatement statement = connection.prepareStatement("""
            insert into held_series (series_uid, study_uid, held_by)
            select s.uid, t.uid, ? from unnest(?) as s (uid), unnest(?) as t (uid) on conflict do nothing\
            """)) {
            statement.setString(1, by.value());
            statement.setArray(2, uids);
            statement.setArray(3, ofStudies);
            statement.executeUpdate();
        }
        try (PreparedStatement statement = connection.prepareStatement("""
            update study set changes = changes + 1, changed_at = greatest(changed_at, ?)
             where study_uid in (select study_uid from series where series_uid = any(?) and study_uid = any(?))\
            """)) {
            statement.setObject(1, PostgresPublicationStore.at(at));
            statement.setArray(2, uids);
            statement.setArray(3, ofStudies);
            statement.executeUpdate();
        }
    }

    Set<Oid> held(Oid study) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select series_uid from held_series join series using (series_uid, study_uid) where study_uid = ?")) {
            statement.setString(1, study.value());
            try (ResultSet rows = statement.executeQuery()) {
                Set<Oid> found = new HashSet<>();
                while (rows.next()) {
                    found.add(new Oid(rows.getString(1)));
                }
                return found;
            }
        }
    }

    private Array uids(Collection<Oid> uids) throws SQLException {
        return connection.createArrayOf("text", uids.stream().map(Oid::value).toArray());
    }
}
