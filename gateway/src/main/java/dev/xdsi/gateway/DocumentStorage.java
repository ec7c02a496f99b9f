package dev.xdsi.gateway;

import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.RepositorySettings;
import dev.xdsi.repository.Storage;
import dev.xdsi.repository.store.sealed.MasterKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where the Document Repository keeps its documents, as the configuration says. */
final class DocumentStorage {
    private final Configuration configuration;
    private final Map<String, String> environment;

    DocumentStorage(Configuration configuration, Map<String, String> environment) {
        this.configuration = configuration;
        this.environment = Map.copyOf(environment);
    }

    /** Those of a gateway with that data folder. */
    static Storage of(Configuration configuration, Path data) throws IOException {
        return new DocumentStorage(configuration, System.getenv()).in(data.resolve("documents"));
    }

    /** @param folder for files */
    Storage in(Path folder) throws IOException {
        return new Storage(
                configuration.get(RepositorySettings.STORAGE).equals(RepositorySettings.S3)
                        ? new Storage.Place.Bucket(ObjectBucket.of(configuration, RepositorySettings.BUCKET))
                        : new Storage.Place.Folder(folder),
                keys());
    }

    /** The master keys, each read from where it is; null where documents are not encrypted. */
    @Nullable
    MasterKeys keys() throws IOException {
        Map<String, byte[]> keys = new TreeMap<>();
        for (Map.Entry<String, String> reference :
                configuration.get(RepositorySettings.ENCRYPTION_KEYS).entrySet()) {
            keys.put(reference.getKey(), key(reference.getKey(), reference.getValue()));
        }
        String current = configuration.get(RepositorySettings.ENCRYPTION_CURRENT);
        if (keys.isEmpty() && current.isEmpty()) {
            return null;
        }
        try {
            return new MasterKeys(keys, current, new SecureRandom());
        } catch (IllegalArgumentException wrong) {
            throw new IOException(
                    RepositorySettings.ENCRYPTION_KEYS.key() + " or " + RepositorySettings.ENCRYPTION_CURRENT.key()
                            + ": " + wrong.getMessage(),
                    wrong);
        }
    }

    private byte[] key(String id, String reference) throws IOException {
        String where = reference.substring(reference.indexOf(':') + 1);
        String text = reference.startsWith("env:") ? environment.get(where) : read(id, Path.of(where));
        if (text == null) {
            throw new IOException("the key " + id + " for documents is not in the environment: set " + where
                    + ", or see " + RepositorySettings.ENCRYPTION_KEYS.key());
        }
        try {
            return Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException malformed) {
            // its message would show a part of the key
            throw new IOException("the key " + id + " for documents (" + reference
                    + ") is not base64: make one by openssl rand -base64 32");
        }
    }

    private static String read(String id, Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new IOException(
                    "the key " + id + " for documents cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }
}
