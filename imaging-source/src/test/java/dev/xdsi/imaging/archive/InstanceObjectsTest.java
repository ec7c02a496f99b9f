package dev.xdsi.imaging.archive;

import dev.xdsi.imaging.ObjectServer;
import dev.xdsi.imaging.archive.BorrowedInstances.Cache;
import dev.xdsi.imaging.archive.s3.SmallParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit fills the fields in
class InstanceObjectsTest extends InstanceHomeContract {
    @TempDir
    Path ofServer;

    private ObjectServer server;

    @Override
    InstanceHome open(Path ofOurs) throws IOException {
        if (server == null) {
            server = started();
        }
        return new InstanceObjects(
                SmallParts.of(server, 5 << 20),
                new Cache(ofOurs.resolve("cache"), 16 << 20, Reserve.NONE),
                new InMemoryInstanceIndex(),
                SURROUNDINGS);
    }

    private ObjectServer started() throws IOException {
        try {
            return new ObjectServer(Files.createDirectories(ofServer.resolve("s3")));
        } catch (Exception failure) {
            throw new IOException(failure);
        }
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Override
    Path durable(StoredInstance instance) throws IOException {
        return ObjectServer.in(ofServer.resolve("s3"), instance.file().name());
    }
}
