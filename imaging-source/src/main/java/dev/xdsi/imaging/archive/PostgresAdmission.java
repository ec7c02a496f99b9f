package dev.xdsi.imaging.archive;

import dev.xdsi.imaging.archive.InstanceIndex.Admission;
import dev.xdsi.imaging.archive.InstanceIndex.Admission.Admitted;
import dev.xdsi.imaging.archive.InstanceIndex.Admission.Occupied;
import dev.xdsi.imaging.archive.InstanceIndex.Admission.OtherPatient;
import dev.xdsi.imaging.archive.InstanceIndex.NewInstance;
import dev.xdsi.imaging.query.postgres.CatalogueEntries;
import dev.xdsi.model.Oid;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;

/** One instance on its way into the index. The row of its study is the lock behind which its siblings wait. */
final class PostgresAdmission {
    private final Connection connection;
    private final OffsetDateTime receivedAt;

    PostgresAdmission(Connection connection, Instant receivedAt) {
        this.connection = connection;
        this.receivedAt = receivedAt.atOffset(ZoneOffset.UTC);
    }

    /** A refused instance leaves nothing, not even the row of its study. */
    Admission admit(NewInstance added) throws SQLException {
        Admission admission = enter(added);
        if (!(admission instanceof Admitted)) {
            connection.rollback();
        }
        return admission;
    }

    private Admission enter(NewInstance added) throws SQLException {
        InstanceUids uids = added.instance().uids();
        createStudy(uids.study(), added.patient());
        LockedStudy study = lockStudy(uids.study());
        Optional<StoredInstance> before = PostgresInstanceIndex.find(connection, uids.sopInstance());
        if (before.isPresent()) {
            return new Occupied(before.get());
        }
        if (!study.patient().agreesWith(added.patient())) {
            return new OtherPatient(study.patient());
        }
        boolean first = countInSeries(added.instance());
        if (!createInstance(added, study.changes() + 1)) {
            return new Occupied(
                    PostgresInstanceIndex.find(connection, uids.sopInstance()).orElseThrow());
        }
        if (first) {
            new CatalogueEntries(connection)
                    .enter(
                            uids.study().value(),
                            uids.series().value(),
                            added.metadata().gzip());
        }
        createRejections(added);
        touchStudy(uids.study());
        return new Admitted();
    }

    private record LockedStudy(PatientKey patient, long changes) {}

    /** Whoever comes first with an object of the study makes its row; the others wait here until that one is done. */
    private void createStudy(Oid study, PatientKey patient) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
            insert into study (study_uid, patient_id, issuer_of_patient_id, changed_at)
            values (?, ?, ?, ?) on conflict do nothing\
            """)) {
            statement.setString(1, study.value());
            statement.setString(2, patient.patientId());
            statement.setString(3, patient.issuer());
            statement.setObject(4, receivedAt);
            if (statement.executeUpdate() == 0) {
                return;
            }
        }
        try (PreparedStatement statement =
                connection.prepareStatement("insert into publication (study_uid, not_before) values (?, ?)")) {
            statement.setString(1, study.value());
            statement.setObject(2, receivedAt);
            statement.executeUpdate();
        }
    }

    private LockedStudy lockStudy(Oid study) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select patient_id, issuer_of_patient_id, changes from study where study_uid = ? for no key update")) {
            statement.setString(1, study.value());
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return new LockedStudy(new PatientKey(rows.getString(1), rows.getString(2)), rows.getLong(3));
            }
        }
    }

    /** Counts the instance; true when it is the first of its series. */
    private boolean countInSeries(StoredInstance instance) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
            insert into series as e (study_uid, series_uid, modality, instances, sop_classes) values (?, ?, ?, 1, array[?])
            on conflict (study_uid, series_uid) do update
               set instances = e.instances + 1,
                   sop_classes = case when excluded.sop_classes <@ e.sop_classes then e.sop_classes
                                      else e.sop_classes || excluded.sop_classes end
            returning instances = 1\
            """)) {
            statement.setString(1, instance.uids().study().value());
            statement.setString(2, instance.uids().series().value());
            statement.setString(3, instance.modality());
            statement.setString(4, instance.sopClassUID().value());
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getBoolean(1);
            }
        }
    }

    /** False when the SOP Instance UID came into another study at this very moment. */
    private boolean createInstance(NewInstance added, long number) throws SQLException {
        StoredInstance instance = added.instance();
        try (PreparedStatement statement = connection.prepareStatement("""
            insert into instance (sop_instance_uid, study_uid, series_uid, sop_class_uid, transfer_syntax_uid, role,
                                  sha256, file, length, number, received_at, metadata)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (sop_instance_uid) do nothing\
            """)) {
            statement.setString(1, instance.uids().sopInstance().value());
            statement.setString(2, instance.uids().study().value());
            statement.setString(3, instance.uids().series().value());
            statement.setString(4, instance.sopClassUID().value());
            statement.setString(5, instance.transferSyntaxUID().value());
            statement.setString(6, instance.role().name());
            statement.setBytes(7, HexFormat.of().parseHex(instance.file().sha256()));
            statement.setString(8, instance.file().name());
            statement.setLong(9, instance.file().length());
            statement.setLong(10, number);
            statement.setObject(11, receivedAt);
            statement.setBytes(12, added.metadata().gzip());
            return statement.executeUpdate() == 1;
        }
    }

    private void createRejections(NewInstance note) throws SQLException {
        Rejection rejection = note.rejection();
        if (rejection.instances().isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement("""
            insert into rejected_instance (sop_instance_uid, rejected_by, expired)
            select r.uid, ?, ? from unnest(?) as r (uid)
             where not ? or exists (select 1 from instance i where i.sop_instance_uid = r.uid)
                on conflict do nothing\
            """)) {
            statement.setString(1, note.instance().uids().sopInstance().value());
            statement.setBoolean(2, rejection.expired());
            statement.setArray(3, uids(rejection));
            statement.setBoolean(4, rejection.expired());
            statement.executeUpdate();
        }
        touchOthers(note);
    }

    /** A note may take instances out of other studies than its own. */
    private void touchOthers(NewInstance note) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
            update study set changes = changes + 1, changed_at = greatest(changed_at, ?)
             where study_uid <> ? and study_uid in (select study_uid from instance where sop_instance_uid = any(?))\
            """)) {
            statement.setObject(1, receivedAt);
            statement.setString(2, note.instance().uids().study().value());
            statement.setArray(3, uids(note.rejection()));
            statement.executeUpdate();
        }
    }

    private Array uids(Rejection rejection) throws SQLException {
        return connection.createArrayOf(
                "text", rejection.instances().stream().map(Oid::value).toArray());
    }

    /** What was taken out for its age alone is in its study again, which has changed by that. */
    int bringBack(Oid sopInstanceUID) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
            with brought as (delete from rejected_instance where sop_instance_uid = ? and expired returning sop_instance_uid)
            update study set changes = changes + 1, changed_at = greatest(changed_at, ?)
             where study_uid in (select study_uid from instance join brought using (sop_instance_uid))\
            """)) {
            statement.setString(1, sopInstanceUID.value());
            statement.setObject(2, receivedAt);
            return statement.executeUpdate();
        }
    }

    private void touchStudy(Oid study) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "update study set changes = changes + 1, changed_at = greatest(changed_at, ?) where study_uid = ?")) {
            statement.setObject(1, receivedAt);
            statement.setString(2, study.value());
            statement.executeUpdate();
        }
    }
}
