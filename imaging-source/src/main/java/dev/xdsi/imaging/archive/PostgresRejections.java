package dev.xdsi.imaging.archive;

import dev.xdsi.imaging.query.postgres.CatalogueEntries;
import dev.xdsi.model.Oid;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes instances out of what is shown, and brings them back: their rows, the counts of their series, and the changes of their studies. */
record PostgresRejections(Connection connection, OffsetDateTime at) {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresRejections.class);

    /** As {@link PatientKey#agreesWith} has it. */
    private static final String SAME_PATIENT =
            "s.patient_id = ? and (s.issuer_of_patient_id = '' or ? = '' or s.issuer_of_patient_id = ?"
                    + " or (s.issuer_of_patient_id ~ '^[0-2]([.](0|[1-9][0-9]*))+$') <> ?)";

    private static final String EXPIRED = " from rejected_instance where sop_instance_uid = ? and expired";
    private static final String LOCK = "(hashtextextended('imaging_source.rejected_instance', 0))";

    /**
     * Lets an instance come in, but not while it is being rejected: each would count without the other. Before any row is locked; many
     * come in at once, and notes one at a time.
     */
    void admitting(InstanceRole role) throws SQLException {
        lock(role == InstanceRole.REJECTION_NOTE ? "pg_advisory_xact_lock" : "pg_advisory_xact_lock_shared");
    }

    private void lock(String how) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select " + how + LOCK)) {
            statement.execute();
        }
    }

    /**
     * Forgets a note that somebody sent about the patient of another study before this instance came: it says nothing of this one. One that
     * says that its time is over neither, where it is sent now; but where it was only lost from the index, it may have been there then.
     */
    boolean isShown(StoredInstance instance, PatientKey patient, boolean reentered) throws SQLException {
        String rejected = "select 1 from rejected_instance where sop_instance_uid = ?";
        if (!exists(rejected, instance.uids().sopInstance())) {
            return instance.role() != InstanceRole.REJECTION_NOTE;
        }
        if (!reentered) {
            forgetExpired(instance.uids().sopInstance());
        }
        try (PreparedStatement statement = connection.prepareStatement("""
            delete from rejected_instance r using instance n, study s
             where r.sop_instance_uid = ? and n.sop_instance_uid = r.rejected_by and s.study_uid = n.study_uid and not (\
            """ + SAME_PATIENT + ")")) {
            statement.setString(1, instance.uids().sopInstance().value());
            bind(statement, 2, patient);
            statement.executeUpdate();
        }
        return instance.role() != InstanceRole.REJECTION_NOTE
                && !exists(rejected, instance.uids().sopInstance());
    }

    /**
     * A note may take instances out of other studies than its own, which are changed by that; but only out of its own patient's. Those that
     * have not come yet are looked at when they come, or are entered anew.
     */
    void add(Rejection rejection, InstanceUids note, PatientKey patient) throws SQLException {
        if (rejection.instances().isEmpty()) {
            return;
        }
        Array uids = uids(ofThePatient(rejection.instances(), patient));
        try (PreparedStatement statement = connection.prepareStatement("""
            insert into rejected_instance (sop_instance_uid, rejected_by, expired)
            select r.uid, ?, ? from unnest(?) as r (uid) on conflict do nothing\
            """)) {
            statement.setString(1, note.sopInstance().value());
            statement.setBoolean(2, rejection.expired());
            statement.setArray(3, uids);
            statement.executeUpdate();
        }
        touch(uids, note.study().value());
        count(uids);
    }

    private List<Oid> ofThePatient(List<Oid> instances, PatientKey patient) throws SQLException {
        if (instances.isEmpty()) {
            return instances;
        }
        try (PreparedStatement statement = connection.prepareStatement("""
            select r.uid from unnest(?) as r (uid) where not exists (
                   select 1 from instance i join study s using (study_uid) where i.sop_instance_uid = r.uid and not (\
            """ + SAME_PATIENT + "))")) {
            statement.setArray(1, uids(instances));
            bind(statement, 2, patient);
            try (ResultSet rows = statement.executeQuery()) {
                List<Oid> own = new ArrayList<>();
                while (rows.next()) {
                    own.add(new Oid(rows.getString(1)));
                }
                if (own.size() < instances.size()) {
                    LOG.warn(
                            "a rejection note names {} instances of other patients, and rejects them not",
                            instances.size() - own.size());
                }
                return own;
            }
        }
    }

    private static void bind(PreparedStatement statement, int first, PatientKey patient) throws SQLException {
        statement.setString(first, patient.patientId());
        statement.setString(first + 1, patient.issuer());
        statement.setString(first + 2, patient.issuer());
        statement.setBoolean(first + 3, Oid.isValid(patient.issuer()));
    }

    /** What was taken out for its age alone is in its study again, which has changed by that. */
    int bringBack(Oid sopInstanceUID) throws SQLException {
        if (!exists("select 1" + EXPIRED, sopInstanceUID)) {
            return 0;
        }
        lock("pg_advisory_xact_lock");
        if (forgetExpired(sopInstanceUID) == 0) {
            return 0;
        }
        changed(List.of(sopInstanceUID));
        return 1;
    }

    /** Something is shown of them that was not, or not any longer, or it says something else: their studies have changed by that. */
    void changed(List<Oid> instances) throws SQLException {
        Array uids = uids(instances);
        touch(uids, "");
        count(uids);
    }

    private int forgetExpired(Oid sopInstanceUID) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("delete" + EXPIRED)) {
            statement.setString(1, sopInstanceUID.value());
            return statement.executeUpdate();
        }
    }

    /** @param but the study that is marked as changed anyway */
    private void touch(Array uids, String but) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
            update study set changes = changes + 1, changed_at = greatest(changed_at, ?)
             where study_uid <> ? and study_uid in (select study_uid from instance where sop_instance_uid = any(?))\
            """)) {
            statement.setObject(1, at);
            statement.setString(2, but);
            statement.setArray(3, uids);
            statement.executeUpdate();
        }
    }

    /** Counts the series anew, and has them and their studies say what is said by that which is shown. */
    private void count(Array uids) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
            update series e set instances = counted.instances, sop_classes = counted.sop_classes
              from (select s.study_uid, s.series_uid, count(v.sop_instance_uid) as instances,
                           coalesce(array_agg(distinct v.sop_class_uid) filter (where v.sop_class_uid is not null), '{}')
                               as sop_classes
                      from (select distinct study_uid, series_uid from instance where sop_instance_uid = any(?)) s
                      left join shown_instance v using (study_uid, series_uid)
                     group by s.study_uid, s.series_uid) counted
             where e.study_uid = counted.study_uid and e.series_uid = counted.series_uid\
            """)) {
            statement.setArray(1, uids);
            statement.executeUpdate();
        }
        try (PreparedStatement statement = connection.prepareStatement(
                "select distinct study_uid from instance where sop_instance_uid = any(?) order by study_uid")) {
            statement.setArray(1, uids);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    new CatalogueEntries(connection).enterAnew(rows.getString(1));
                }
            }
        }
    }

    private boolean exists(String query, Oid uid) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, uid.value());
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private Array uids(List<Oid> instances) throws SQLException {
        return connection.createArrayOf(
                "text", instances.stream().map(Oid::value).toArray());
    }
}
