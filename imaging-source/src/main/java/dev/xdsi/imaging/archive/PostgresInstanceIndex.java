package dev.xdsi.imaging.archive;

import dev.xdsi.imaging.database.Database;
import dev.xdsi.imaging.metadata.MetadataJson;
import dev.xdsi.model.Oid;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The index in PostgreSQL; what is found, and by {@link PostgresAdmission} what comes in. */
public final class PostgresInstanceIndex implements InstanceIndex {
    private static final String COLUMNS = """
        select i.study_uid, i.series_uid, i.sop_instance_uid, i.sop_class_uid, i.transfer_syntax_uid, s.modality, i.role,
               i.file, i.length, i.sha256, i.origin, i.number
        """;
    private static final String SHOWN = COLUMNS + " from shown_instance i join series s using (study_uid, series_uid) ";
    private static final String KEPT = COLUMNS + " from instance i join series s using (study_uid, series_uid) ";
    private static final String PART = """
         where i.study_uid = ? and (?::text is null or i.series_uid = ?) and (?::text is null or i.sop_instance_uid = ?)
        """;
    private final Database database;
    private final AlsoEntered also;

    public PostgresInstanceIndex(Database database) {
        this(database, (connection, entered, at) -> {});
    }

    /** @param also what is entered elsewhere with each instance */
    public PostgresInstanceIndex(Database database, AlsoEntered also) {
        this.database = database;
        this.also = also;
    }

    /** Enters something with a new instance, in one transaction: both survive, or none. */
    @FunctionalInterface
    public interface AlsoEntered {
        void enter(Connection connection, NewInstance entered, OffsetDateTime at) throws SQLException;
    }

    @Override
    public Admission admit(NewInstance added, Arrival arrival, Runnable first) {
        return database.inTransaction(connection -> {
            Admission admission = new PostgresAdmission(connection, arrival).admit(added);
            if (admission instanceof Admission.Admitted) {
                also.enter(connection, added, arrival.at().atOffset(ZoneOffset.UTC));
                first.run();
            }
            return admission;
        });
    }

    @Override
    public Optional<StoredInstance> find(Oid sopInstanceUID) {
        return database.reading(connection -> find(connection, SHOWN, sopInstanceUID));
    }

    /** Whether it may be shown or not. */
    static Optional<StoredInstance> kept(Connection connection, Oid sopInstanceUID) throws SQLException {
        return find(connection, KEPT, sopInstanceUID);
    }

    private static Optional<StoredInstance> find(Connection connection, String from, Oid sopInstanceUID)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(from + "where i.sop_instance_uid = ?")) {
            statement.setString(1, sopInstanceUID.value());
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(instance(rows)) : Optional.empty();
            }
        }
    }

    @Override
    public List<StoredInstance> instances(StudyPart part) {
        return instances(SHOWN, part);
    }

    @Override
    public List<StoredInstance> kept(StudyPart part) {
        return instances(KEPT, part);
    }

    @Override
    public List<StoredInstance> kept(Set<Oid> sopInstanceUIDs) {
        return database.reading(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement(KEPT + "where i.sop_instance_uid = any(?)")) {
                statement.setArray(
                        1,
                        connection.createArrayOf(
                                "text", sopInstanceUIDs.stream().map(Oid::value).toArray()));
                return all(statement);
            }
        });
    }

    private static List<StoredInstance> all(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            List<StoredInstance> found = new ArrayList<>();
            while (rows.next()) {
                found.add(instance(rows));
            }
            return found;
        }
    }

    private List<StoredInstance> instances(String from, StudyPart part) {
        return database.reading(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(from + PART + " order by i.number")) {
                bind(statement, part);
                return all(statement);
            }
        });
    }

    @Override
    public int metadata(List<InstanceUids> instances, MetadataReader reader) throws IOException {
        return PostgresMetadata.shown(database).read(instances, reader);
    }

    @Override
    public int keptMetadata(List<InstanceUids> instances, MetadataReader reader) throws IOException {
        return PostgresMetadata.kept(database).read(instances, reader);
    }

    @Override
    public FrameTable frames(Oid sopInstanceUID) {
        return database.reading(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("select frames from instance where sop_instance_uid = ?")) {
                statement.setString(1, sopInstanceUID.value());
                try (ResultSet rows = statement.executeQuery()) {
                    byte[] encoded = rows.next() ? rows.getBytes(1) : null;
                    return encoded == null ? FrameTable.NONE : new FrameTable(encoded);
                }
            }
        });
    }

    @Override
    public List<StoredInstance> undescribed(int most) {
        return database.reading(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement(KEPT + " where i.frames is null order by i.sop_instance_uid limit ?")) {
                statement.setInt(1, most);
                try (ResultSet rows = statement.executeQuery()) {
                    List<StoredInstance> found = new ArrayList<>();
                    while (rows.next()) {
                        found.add(instance(rows));
                    }
                    return found;
                }
            }
        });
    }

    @Override
    public void describe(Oid sopInstanceUID, @Nullable MetadataJson metadata, FrameTable frames) {
        database.inTransaction(connection -> {
            Optional<StoredInstance> described = kept(connection, sopInstanceUID);
            if (described.isEmpty()) {
                return 0;
            }
            try (PreparedStatement statement = connection.prepareStatement(
                    "update instance set metadata = coalesce(?, metadata), frames = ? where sop_instance_uid = ?")) {
                statement.setBytes(1, metadata == null ? null : compressed(connection, described.get(), metadata));
                statement.setBytes(2, frames.encoded());
                statement.setString(3, sopInstanceUID.value());
                return statement.executeUpdate();
            }
        });
    }

    private static byte[] compressed(Connection connection, StoredInstance of, MetadataJson metadata)
            throws SQLException {
        InstanceUids uids = of.uids();
        return metadata.compressed(new PostgresVocabulary(connection).of(uids.study(), uids.series(), metadata))
                .kept();
    }

    @Override
    public boolean renew(NewInstance now, StoredFile before, Instant at) {
        return database.inTransaction(connection -> borrowed(connection, at).renew(now, before));
    }

    @Override
    public Borrowed borrowed(Oid study) {
        return database.reading(
                connection -> borrowed(connection, Instant.EPOCH).of(study));
    }

    @Override
    public int follow(Oid study, Set<Oid> there, Instant at) {
        return database.inTransaction(connection -> borrowed(connection, at).follow(study, there));
    }

    private static PostgresBorrowed borrowed(Connection connection, Instant at) {
        return new PostgresBorrowed(connection, at.atOffset(ZoneOffset.UTC));
    }

    @Override
    public Optional<PatientKey> patient(Oid studyInstanceUID) {
        return database.reading(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "select patient_id, issuer_of_patient_id from study where study_uid = ?")) {
                statement.setString(1, studyInstanceUID.value());
                try (ResultSet rows = statement.executeQuery()) {
                    return rows.next()
                            ? Optional.of(new PatientKey(rows.getString(1), rows.getString(2)))
                            : Optional.empty();
                }
            }
        });
    }

    @Override
    public void cameAgain(Oid sopInstanceUID, Instant at) {
        database.inTransaction(connection ->
                new PostgresRejections(connection, at.atOffset(ZoneOffset.UTC)).bringBack(sopInstanceUID));
    }

    @Override
    public boolean isReferenced(String fileName) {
        return database.reading(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("select 1 from instance where file = ?")) {
                statement.setString(1, fileName);
                try (ResultSet rows = statement.executeQuery()) {
                    return rows.next();
                }
            }
        });
    }

    private static void bind(PreparedStatement statement, StudyPart part) throws SQLException {
        statement.setString(1, part.study().value());
        bindTwice(statement, 2, part.series());
        bindTwice(statement, 4, part.sopInstance());
    }

    private static void bindTwice(PreparedStatement statement, int index, @Nullable Oid uid) throws SQLException {
        for (int i = index; i < index + 2; i++) {
            if (uid == null) {
                statement.setNull(i, Types.VARCHAR);
            } else {
                statement.setString(i, uid.value());
            }
        }
    }

    private static StoredInstance instance(ResultSet row) throws SQLException {
        return new StoredInstance(
                new InstanceUids(
                        new Oid(row.getString("study_uid")),
                        new Oid(row.getString("series_uid")),
                        new Oid(row.getString("sop_instance_uid"))),
                new Oid(row.getString("sop_class_uid")),
                new Oid(row.getString("transfer_syntax_uid")),
                row.getString("modality"),
                InstanceRole.valueOf(row.getString("role")),
                new StoredFile(
                        row.getString("file"),
                        row.getLong("length"),
                        HexFormat.of().formatHex(row.getBytes("sha256")),
                        Origin.valueOf(row.getString("origin"))));
    }
}
