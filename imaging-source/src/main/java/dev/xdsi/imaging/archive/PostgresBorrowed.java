package dev.xdsi.imaging.archive;

import dev.xdsi.imaging.archive.InstanceIndex.NewInstance;
import dev.xdsi.imaging.metadata.InstanceMetadata;
import dev.xdsi.model.Oid;
import java.io.IOException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Enters what became of instances after they came: that their bytes are others or elsewhere now, or that the PACS has them no more. */
record PostgresBorrowed(Connection connection, OffsetDateTime at) {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresBorrowed.class);

    /** What an instance was before. */
    private record Before(boolean gone, @Nullable InstanceMetadata metadata) {}

    /** Also a change of the study, where the instance says something else or is seen again by that. */
    boolean renew(NewInstance now, StoredFile before) throws SQLException {
        StoredInstance instance = now.instance();
        lock(instance.uids().study());
        Optional<Before> known = before(instance.uids().sopInstance());
        if (known.isEmpty() || !update(now, before)) {
            return false;
        }
        if (known.get().gone() || !isSaid(now, known.get().metadata())) {
            rejections().changed(List.of(instance.uids().sopInstance()));
        }
        return true;
    }

    /** As those who come in do it: first what notes are entered behind, then the row of the study. */
    private void lock(Oid study) throws SQLException {
        rejections().admitting(InstanceRole.CONTENT);
        try (PreparedStatement statement =
                connection.prepareStatement("select 1 from study where study_uid = ? for no key update")) {
            statement.setString(1, study.value());
            statement.execute();
        }
    }

    private PostgresRejections rejections() {
        return new PostgresRejections(connection, at);
    }

    private Optional<Before> before(Oid sopInstanceUID) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
            select i.gone_at is not null, i.metadata, v.json
              from instance i left join metadata_vocabulary v using (study_uid, series_uid) where i.sop_instance_uid = ?\
            """)) {
            statement.setString(1, sopInstanceUID.value());
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    return Optional.empty();
                }
                byte[] kept = rows.getBytes(2);
                byte[] vocabulary = rows.getBytes(3);
                return Optional.of(new Before(
                        rows.getBoolean(1),
                        kept == null
                                ? null
                                : new InstanceMetadata(kept, vocabulary == null ? new byte[0] : vocabulary)));
            }
        }
    }

    /** Who sends the same in another encoding has changed nothing. */
    private static boolean isSaid(NewInstance now, @Nullable InstanceMetadata before) {
        try {
            return before != null && now.metadata().isKeptAs(before);
        } catch (IOException unreadable) {
            LOG.warn("what {} said before cannot be read", now.instance().uids().sopInstance(), unreadable);
            return false;
        }
    }

    private boolean update(NewInstance now, StoredFile before) throws SQLException {
        StoredInstance instance = now.instance();
        InstanceUids uids = instance.uids();
        try (PreparedStatement statement = connection.prepareStatement("""
            update instance set transfer_syntax_uid = ?, file = ?, length = ?, sha256 = ?, origin = ?, metadata = ?, frames = ?,
                                gone_at = null
             where sop_instance_uid = ? and study_uid = ? and series_uid = ? and file = ? and origin = ?\
            """)) {
            statement.setString(1, instance.transferSyntaxUID().value());
            statement.setString(2, instance.file().name());
            statement.setLong(3, instance.file().length());
            statement.setBytes(4, HexFormat.of().parseHex(instance.file().sha256()));
            statement.setString(5, instance.file().origin().name());
            statement.setBytes(
                    6,
                    now.metadata()
                            .compressed(
                                    new PostgresVocabulary(connection).of(uids.study(), uids.series(), now.metadata()))
                            .kept());
            statement.setBytes(7, now.frames().encoded());
            statement.setString(8, uids.sopInstance().value());
            statement.setString(9, uids.study().value());
            statement.setString(10, uids.series().value());
            statement.setString(11, before.name());
            statement.setString(12, before.origin().name());
            return statement.executeUpdate() == 1;
        }
    }

    Borrowed of(Oid study) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select sop_instance_uid, gone_at is not null from instance where study_uid = ? and origin = 'PACS'")) {
            statement.setString(1, study.value());
            try (ResultSet rows = statement.executeQuery()) {
                Set<Oid> there = new HashSet<>();
                Set<Oid> gone = new HashSet<>();
                while (rows.next()) {
                    (rows.getBoolean(2) ? gone : there).add(new Oid(rows.getString(1)));
                }
                return new Borrowed(there, gone);
            }
        }
    }

    /** Hides those that are not there, and shows those again that are; returns how many there were of both. */
    int follow(Oid study, Set<Oid> there) throws SQLException {
        lock(study);
        List<Oid> changed = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("""
            update instance set gone_at = case when gone_at is null then ?::timestamptz end
             where study_uid = ? and origin = 'PACS' and (gone_at is null) <> (sop_instance_uid = any(?))
             returning sop_instance_uid\
            """)) {
            Array uids = connection.createArrayOf(
                    "text", there.stream().map(Oid::value).toArray());
            statement.setObject(1, at);
            statement.setString(2, study.value());
            statement.setArray(3, uids);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    changed.add(new Oid(rows.getString(1)));
                }
            }
        }
        if (!changed.isEmpty()) {
            rejections().changed(changed);
        }
        return changed.size();
    }
}
