package dev.xdsi.imaging.archive;

import dev.xdsi.imaging.archive.InstanceIndex.Admission;
import dev.xdsi.imaging.archive.InstanceIndex.Admission.Admitted;
import dev.xdsi.imaging.archive.InstanceIndex.Admission.Occupied;
import dev.xdsi.imaging.archive.InstanceIndex.Admission.OtherPatient;
import dev.xdsi.imaging.archive.InstanceIndex.NewInstance;
import dev.xdsi.imaging.metadata.InstanceMetadata;
import dev.xdsi.imaging.query.postgres.CatalogueEntries;
import dev.xdsi.model.Oid;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;

/** One instance on its way into the index. The row of its study is the lock behind which its siblings wait. */
final class PostgresAdmission {
    private final Connection connection;
    private final boolean reentered;
    private final OffsetDateTime receivedAt;

    PostgresAdmission(Connection connection, Arrival arrival) {
        this.connection = connection;
        this.reentered = arrival.reentered();
        this.receivedAt = arrival.at().atOffset(ZoneOffset.UTC);
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
        PostgresRejections rejections = new PostgresRejections(connection, receivedAt);
        rejections.admitting(added.instance().role());
        ChangedStudy study = change(uids.study(), added.patient());
        if (!study.patient().agreesWith(added.patient())) {
            return PostgresInstanceIndex.kept(connection, uids.sopInstance())
                    .<Admission>map(Occupied::new)
                    .orElseGet(() -> new OtherPatient(study.patient()));
        }
        PatientKey patient = study.patient().with(added.patient());
        if (!patient.equals(study.patient())) {
            nameIssuer(uids.study(), patient.issuer());
        }
        boolean shown = rejections.isShown(added.instance(), patient, reentered);
        CountedSeries series = countInSeries(added, shown ? 1 : 0);
        if (!createInstance(added, series.metadata(), study.changes())) {
            return new Occupied(
                    PostgresInstanceIndex.kept(connection, uids.sopInstance()).orElseThrow());
        }
        if (shown && series.instances() == 1) {
            new CatalogueEntries(connection)
                    .enter(uids.study().value(), uids.series().value(), series.metadata());
        }
        rejections.add(added.rejection(), uids, patient);
        return new Admitted();
    }

    private record ChangedStudy(PatientKey patient, long changes) {}

    /** Counts a change of the study, which is locked by that. Most instances come into a study that is there. */
    private ChangedStudy change(Oid study, PatientKey patient) throws SQLException {
        Optional<ChangedStudy> changed = changeExisting(study);
        if (changed.isPresent()) {
            return changed.get();
        }
        createStudy(study, patient);
        return changeExisting(study).orElseThrow();
    }

    /** So that the images of two issuers do not enter one study whose first image names none. */
    private void nameIssuer(Oid study, String issuer) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("update study set issuer_of_patient_id = ? where study_uid = ?")) {
            statement.setString(1, issuer);
            statement.setString(2, study.value());
            statement.executeUpdate();
        }
    }

    private Optional<ChangedStudy> changeExisting(Oid study) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
            update study set changes = changes + 1, changed_at = greatest(changed_at, ?) where study_uid = ?
            returning patient_id, issuer_of_patient_id, changes\
            """)) {
            statement.setObject(1, receivedAt);
            statement.setString(2, study.value());
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next()
                        ? Optional.of(
                                new ChangedStudy(new PatientKey(rows.getString(1), rows.getString(2)), rows.getLong(3)))
                        : Optional.empty();
            }
        }
    }

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

    /**
     * A series with one more instance.
     *
     * @param instances of it that are shown
     * @param metadata of that one, as they are kept in this series
     */
    private record CountedSeries(int instances, InstanceMetadata metadata) {}

    /**
     * Counts the instance where it is shown.
     *
     * @param shown 1, or 0
     */
    private CountedSeries countInSeries(NewInstance added, int shown) throws SQLException {
        StoredInstance instance = added.instance();
        InstanceUids uids = instance.uids();
        try (PreparedStatement statement = connection.prepareStatement("""
            insert into series as e (study_uid, series_uid, modality, instances, sop_classes) values (?, ?, ?, ?, ?)
            on conflict (study_uid, series_uid) do update
               set instances = e.instances + excluded.instances,
                   sop_classes = case when excluded.sop_classes <@ e.sop_classes then e.sop_classes
                                      else e.sop_classes || excluded.sop_classes end
            returning instances, (select v.json from metadata_vocabulary v
                                   where v.study_uid = e.study_uid and v.series_uid = e.series_uid)\
            """)) {
            statement.setString(1, uids.study().value());
            statement.setString(2, uids.series().value());
            statement.setString(3, instance.modality());
            statement.setInt(4, shown);
            statement.setArray(
                    5,
                    connection.createArrayOf(
                            "text",
                            shown == 0
                                    ? new Object[0]
                                    : new Object[] {instance.sopClassUID().value()}));
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                byte[] known = rows.getBytes(2);
                byte[] vocabulary = known != null
                        ? known
                        : new PostgresVocabulary(connection).enter(uids.study(), uids.series(), added.metadata());
                return new CountedSeries(rows.getInt(1), added.metadata().compressed(vocabulary));
            }
        }
    }

    /** False when the SOP Instance UID came into another study at this very moment. */
    private boolean createInstance(NewInstance added, InstanceMetadata metadata, long number) throws SQLException {
        StoredInstance instance = added.instance();
        try (PreparedStatement statement = connection.prepareStatement("""
            insert into instance (sop_instance_uid, study_uid, series_uid, sop_class_uid, transfer_syntax_uid, role,
                                  sha256, file, length, number, received_at, metadata, frames, origin)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (sop_instance_uid) do nothing\
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
            statement.setBytes(12, metadata.kept());
            statement.setBytes(13, added.frames().encoded());
            statement.setString(14, instance.file().origin().name());
            return statement.executeUpdate() == 1;
        }
    }
}
