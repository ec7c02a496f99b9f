package dev.xdsi.imaging.publication;

import dev.xdsi.imaging.publication.PublicationBacklog.Troubled;
import dev.xdsi.imaging.publication.PublicationStatus.State;
import dev.xdsi.model.Oid;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Reads what is not published, along the index of unpublished studies: those that are take no time. */
record BacklogQuery(Connection connection, OffsetDateTime quietSince) {
    private static final int MOST_TROUBLED = 20;

    /** The same order of questions as in {@link PublicationStatus#state}. */
    private static final String UNPUBLISHED = """
        select s.study_uid, s.changed_at, p.last_error, p.ruling, p.ruled_by, coalesce(p.failures, 0) as failures,
               case when s.changed_at > ? and (s.completed_at is null or s.completed_at < s.changed_at) then 'RECEIVING'
                    when greatest(s.completed_at, s.poked_at) > p.attempted_at then 'DUE'
                    when p.held then 'HELD'
                    when p.ruling = 'DELAYED' then 'DELAYED'
                    when p.last_error is not null then 'FAILED'
                    when exists (select 1 from manifest m left join withdrawal w using (document_unique_id)
                                  where m.study_uid = s.study_uid
                                    and (m.registered_at is null or (w.decided_at is not null and w.withdrawn_at is null)))
                    then 'PUBLISHING'
                    else 'DUE' end as state
          from study s left join publication p using (study_uid)
         where s.changes > s.published_changes
        """;

    private static final String COUNTED = "select state, count(*) from (" + UNPUBLISHED + ") u group by state";
    private static final String TROUBLED = "select * from (" + UNPUBLISHED
            + ") u where state in ('HELD', 'FAILED', 'DELAYED') order by changed_at limit " + MOST_TROUBLED;

    /** The last ones that a rule keeps, and how many there are: they are not unpublished, for nobody waits for them. */
    private static final String WITHHELD = """
        select p.study_uid, s.changed_at, p.last_error, p.ruling, p.ruled_by, p.failures, 'WITHHELD' as state,
               (select count(*) from publication where ruling = 'WITHHELD') as withheld
          from publication p join study s using (study_uid)
         where p.ruling = 'WITHHELD' and s.changes <= s.published_changes order by p.attempted_at desc limit\
        """ + " " + MOST_TROUBLED;

    PublicationBacklog read() throws SQLException {
        Map<State, Long> studies = new EnumMap<>(State.class);
        try (PreparedStatement statement = asked(COUNTED);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                studies.put(State.valueOf(rows.getString(1)), rows.getLong(2));
            }
        }
        List<Troubled> troubled = new ArrayList<>();
        try (PreparedStatement statement = asked(TROUBLED);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                troubled.add(troubled(rows));
            }
        }
        addWithheld(studies, troubled);
        return new PublicationBacklog(studies, troubled);
    }

    private void addWithheld(Map<State, Long> studies, List<Troubled> troubled) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(WITHHELD);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                studies.put(State.WITHHELD, rows.getLong("withheld"));
                troubled.add(troubled(rows));
            }
        }
    }

    private PreparedStatement asked(String question) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(question);
        statement.setObject(1, quietSince);
        return statement;
    }

    private static Troubled troubled(ResultSet row) throws SQLException {
        Ruling ruling = PostgresPublicationStore.ruling(row.getString("ruling"), row.getString("ruled_by"));
        String error = ruling == null ? row.getString("last_error") : ruling.reason();
        return new Troubled(
                new Oid(row.getString("study_uid")),
                State.valueOf(row.getString("state")),
                error == null ? "" : Troubled.reason(error),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                row.getInt("failures"));
    }
}
