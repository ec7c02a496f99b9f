package dev.xdsi.imaging.publication;

import dev.xdsi.imaging.manifest.Manifest;
import dev.xdsi.imaging.manifest.ManifestDocument;
import dev.xdsi.imaging.manifest.ManifestDocument.KosFile;
import dev.xdsi.imaging.manifest.ManifestKind;
import dev.xdsi.imaging.manifest.Withdrawal;
import dev.xdsi.imaging.publication.DueStudy.PreparedManifest;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Manifests and their documents, on one connection. */
public record ManifestRows(Connection connection) {
    private static final String DOCUMENTS = """
        select kind, document_unique_id, entry_uuid, replaces, kos from manifest_document where manifest = ? order by number\
        """;

    private static final String REGISTERED = """
        select m.document_unique_id, m.submission_set_unique_id, m.patient_id, m.covers_changes, m.created_at, m.content,
               m.confidentiality, w.withdrawn_at
          from manifest m left join withdrawal w using (document_unique_id)
        """;

    /** The manifest of a study of which it is not known that it is registered. */
    @Nullable
    PreparedManifest prepared(Oid study) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
            select document_unique_id, submission_set_unique_id, patient_id, covers_changes, created_at, content, confidentiality, sends
              from manifest where study_uid = ? and registered_at is null\
            """)) {
            statement.setString(1, study.value());
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? new PreparedManifest(manifest(study, rows), rows.getInt("sends")) : null;
            }
        }
    }

    /** The one that was registered last, unless it was withdrawn. */
    public Optional<Manifest> standing(Oid study) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                REGISTERED + "where m.study_uid = ? and m.registered_at is not null order by m.number desc limit 1")) {
            statement.setString(1, study.value());
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() && rows.getObject("withdrawn_at") == null
                        ? Optional.of(manifest(study, rows))
                        : Optional.empty();
            }
        }
    }

    /** One that is registered, or was. */
    public Optional<Manifest> registered(Oid study, Oid documentUniqueId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                REGISTERED + "where m.document_unique_id = ? and m.registered_at is not null")) {
            statement.setString(1, documentUniqueId.value());
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(manifest(study, rows)) : Optional.empty();
            }
        }
    }

    private Manifest manifest(Oid study, ResultSet row) throws SQLException {
        return new Manifest(
                study,
                new Oid(row.getString("submission_set_unique_id")),
                PatientId.parse(row.getString("patient_id")).orElseThrow(),
                ConfidentialityColumn.read(row.getString("confidentiality")),
                row.getLong("covers_changes"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getString("content"),
                documents(row.getString("document_unique_id")));
    }

    private List<ManifestDocument> documents(String manifest) throws SQLException {
        List<ManifestDocument> documents = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(DOCUMENTS)) {
            statement.setString(1, manifest);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    documents.add(new ManifestDocument(
                            ManifestKind.valueOf(rows.getString("kind")),
                            new Oid(rows.getString("document_unique_id")),
                            EntryUuid.of(rows.getObject("entry_uuid", UUID.class)),
                            replaced(rows.getArray("replaces")),
                            new KosFile(rows.getBytes("kos"))));
                }
            }
        }
        return documents;
    }

    private static List<EntryUuid> replaced(Array uuids) throws SQLException {
        return Arrays.stream((UUID[]) uuids.getArray()).map(EntryUuid::of).toList();
    }

    /** The documents of a manifest without their content. */
    List<Withdrawal.Document> standing(String manifest) throws SQLException {
        List<Withdrawal.Document> documents = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "select kind, document_unique_id, entry_uuid from manifest_document where manifest = ? order by number")) {
            statement.setString(1, manifest);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    documents.add(new Withdrawal.Document(
                            ManifestKind.valueOf(rows.getString("kind")),
                            new Oid(rows.getString("document_unique_id")),
                            EntryUuid.of(rows.getObject("entry_uuid", UUID.class))));
                }
            }
        }
        return documents;
    }

    List<Withdrawal.Standing> registered(Oid study, int most) throws SQLException {
        List<Withdrawal.Standing> registered = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("""
            select document_unique_id, patient_id, content from manifest
             where study_uid = ? and registered_at is not null order by number desc limit ?\
            """)) {
            statement.setString(1, study.value());
            statement.setInt(2, most);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    registered.add(new Withdrawal.Standing(
                            PatientId.parse(rows.getString("patient_id")).orElseThrow(),
                            rows.getString("content"),
                            standing(rows.getString("document_unique_id"))));
                }
            }
        }
        return registered;
    }

    int prepare(Manifest manifest) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
            insert into manifest (document_unique_id, study_uid, number, submission_set_unique_id, patient_id, covers_changes,
                                  created_at, content, confidentiality)
            select ?, ?, coalesce(max(number), 0) + 1, ?, ?, ?, ?, ?, ? from manifest where study_uid = ?\
            """)) {
            statement.setString(1, manifest.documentUniqueId().value());
            statement.setString(2, manifest.study().value());
            statement.setString(3, manifest.submissionSetUniqueId().value());
            statement.setString(4, manifest.patientId().cx());
            statement.setLong(5, manifest.coversChanges());
            statement.setObject(6, PostgresPublicationStore.at(manifest.createdAt()));
            statement.setString(7, manifest.content());
            statement.setString(8, ConfidentialityColumn.write(manifest.confidentialityCode()));
            statement.setString(9, manifest.study().value());
            statement.executeUpdate();
        }
        return documents(manifest);
    }

    private int documents(Manifest manifest) throws SQLException {
        int number = 0;
        try (PreparedStatement statement = connection.prepareStatement("""
            insert into manifest_document (document_unique_id, manifest, number, kind, entry_uuid, kos, replaces)
            values (?, ?, ?, ?, ?, ?, ?)\
            """)) {
            for (ManifestDocument document : manifest.documents()) {
                number++;
                statement.setString(1, document.uniqueId().value());
                statement.setString(2, manifest.documentUniqueId().value());
                statement.setInt(3, number);
                statement.setString(4, document.kind().name());
                statement.setObject(5, document.entryUUID().uuid());
                statement.setBytes(6, document.file().bytes());
                statement.setArray(
                        7,
                        connection.createArrayOf(
                                "uuid",
                                document.replaces().stream()
                                        .map(EntryUuid::uuid)
                                        .toArray()));
                statement.executeUpdate();
            }
        }
        return number;
    }
}
