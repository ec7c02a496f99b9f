package dev.xdsi.repository.store.file;

import dev.xdsi.model.Hash;
import dev.xdsi.repository.store.ContentName;
import dev.xdsi.repository.store.Measured;
import dev.xdsi.repository.store.SameBytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives files of a store that had names of their own the names of their contents, reading each once. Whatever interrupts it, the
 * next start goes on; a file that is not what was received stays where it is, and its document cannot be read.
 */
record FormerFiles(Path root, FileContentStore contents, DataSource database) {
    private static final Logger LOG = LoggerFactory.getLogger(FormerFiles.class);
    private static final String SELECT = "select file_name, deposit, hash, size from repository.former_file";
    private static final String MEASURED = "update repository.content set checksums = ? where hash = ? and size = ?";
    private static final String DONE = "delete from repository.former_file where file_name = ?";

    private record Former(UUID name, UUID deposit, ContentName content) {}

    void carryOver() throws IOException {
        try (Connection connection = database.getConnection()) {
            for (Former file : formerFiles(connection)) {
                try {
                    carryOver(file, connection);
                } catch (NoSuchFileException e) {
                    LOG.error("the file {} of content {} is lost", file.name(), file.content(), e);
                }
                update(connection, DONE, file.name());
            }
        } catch (SQLException e) {
            throw new IOException("the index of documents cannot be used: " + e.getMessage(), e);
        }
    }

    private void carryOver(Former file, Connection connection) throws IOException, SQLException {
        Path place = place(file);
        boolean moved = !Files.exists(place);
        Measured measured =
                measured(moved ? Channels.newInputStream(contents.open(file.content())) : Files.newInputStream(place));
        if (!measured.name().equals(file.content())) {
            LOG.error("the file {} of content {} is not what was received", file.name(), file.content());
            return;
        }
        if (!moved && !contents.adopt(place, file.content())) {
            forgetIfSame(place, file.content());
        }
        update(
                connection,
                MEASURED,
                measured.checksums().bytes(),
                file.content().hash().hex(),
                file.content().size());
    }

    private void forgetIfSame(Path file, ContentName name) throws IOException {
        try (ReadableByteChannel one = Files.newByteChannel(file);
                ReadableByteChannel other = contents.open(name)) {
            if (!SameBytes.in(one, other)) {
                LOG.error("{} has the SHA-1 of content {} and other bytes: it was forged and stays", file, name);
                return;
            }
        }
        Files.delete(file);
    }

    /** In its place, or where its deposit was when a crash came. */
    private Path place(Former file) {
        String name = file.name().toString();
        Path place = root.resolve("documents")
                .resolve(name.substring(0, 2))
                .resolve(name.substring(2, 4))
                .resolve(name);
        Path arriving =
                root.resolve("incoming").resolve(file.deposit().toString()).resolve(name);
        return Files.exists(arriving) && !Files.exists(place) ? arriving : place;
    }

    private static Measured measured(InputStream bytes) throws IOException {
        try (bytes) {
            return Measured.copy(bytes, Channels.newChannel(OutputStream.nullOutputStream()), Long.MAX_VALUE);
        }
    }

    private static List<Former> formerFiles(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT);
                ResultSet row = select.executeQuery()) {
            List<Former> files = new ArrayList<>();
            while (row.next()) {
                files.add(new Former(
                        row.getObject("file_name", UUID.class),
                        row.getObject("deposit", UUID.class),
                        new ContentName(new Hash(row.getString("hash")), row.getLong("size"))));
            }
            return files;
        }
    }

    private static void update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
