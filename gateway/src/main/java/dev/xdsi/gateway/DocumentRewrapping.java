package dev.xdsi.gateway;

import com.zaxxer.hikari.HikariDataSource;
import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.RepositorySettings;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.repository.DocumentRepository;
import dev.xdsi.repository.Storage;
import dev.xdsi.repository.store.sealed.Rewrapped;
import dev.xdsi.repository.store.sealed.Rewrapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;

/**
 * Brings the documents of a gateway to its current master key. Where they are files, or the database is the gateway's own, the gateway must not
 * be running; beside others on one bucket and one database it may.
 */
public final class DocumentRewrapping {
    private static final int CONNECTIONS = 2;

    private final Configuration configuration;
    private final Path data;
    private final Storage storage;

    private DocumentRewrapping(Configuration configuration, Map<String, String> environment) throws IOException {
        this.configuration = configuration;
        this.data = configuration.get(Settings.DATA).toAbsolutePath().normalize();
        this.storage = new DocumentStorage(configuration, environment).in(data.resolve("documents"));
    }

    /**
     * @param environment where keys may be
     * @throws GatewayNotStarted when it could not begin, or not go on; it can be begun again
     */
    public static Rewrapped run(Configuration configuration, Map<String, String> environment, Rewrapping.Watch watch)
            throws GatewayNotStarted {
        Parts parts = new Parts();
        try {
            return new DocumentRewrapping(configuration, environment).run(parts, watch);
        } catch (IOException | RuntimeException failed) {
            throw new GatewayNotStarted("Documents cannot be wrapped anew: " + failed.getMessage(), failed);
        } finally {
            parts.close();
        }
    }

    private Rewrapped run(Parts parts, Rewrapping.Watch watch) throws IOException {
        if (storage.keys() == null) {
            throw new IOException("they are not encrypted. Name a key in " + RepositorySettings.ENCRYPTION_KEYS.key()
                    + " and " + RepositorySettings.ENCRYPTION_CURRENT.key() + ".");
        }
        boolean ours = DatabaseConnections.areToItsOwn(configuration);
        if (ours || storage.place() instanceof Storage.Place.Folder) {
            if (!Files.isDirectory(data)) {
                throw new IOException("there is no folder " + data + ". Say which with " + Settings.DATA.key()
                        + ": (or " + Settings.DATA.variable() + ").");
            }
            parts.add("data folder", DataFolderLock.take(data));
        }
        var pool = DatabaseConnections.pool(configuration, data, parts);
        pool.setMaximumPoolSize(CONNECTIONS);
        HikariDataSource database = parts.add("database connections", new HikariDataSource(pool));
        return storage.rewrap(
                database, new DocumentRepository.Surroundings(Clock.systemUTC(), UUID::randomUUID), watch);
    }
}
