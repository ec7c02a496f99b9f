package dev.xdsi.imaging.stow;

import dev.xdsi.dicom.BulkData;
import dev.xdsi.dicom.io.FileRegion;
import dev.xdsi.dicom.web.MediaType;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bulk data that one request has brought, by the locations that its metadata name them by. Not for several threads. */
final class Upload implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Upload.class);
    private static final int BUFFER = 128 << 10;

    private final Uploads uploads;
    private final List<Path> files = new ArrayList<>();
    private final Map<String, List<Part>> parts = new HashMap<>();
    private long taken;

    /** A value, or a frame of one. */
    record Part(MediaType type, BulkData data) {}

    Upload(Uploads uploads) {
        this.uploads = uploads;
    }

    /** Takes a part in; several of one location are the frames of an image, in their order. */
    void add(String location, MediaType type, InputStream body) throws IOException {
        Path file = write(out -> {
            byte[] buffer = new byte[BUFFER];
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                out.write(buffer, 0, read);
            }
        });
        parts.computeIfAbsent(location, any -> new ArrayList<>())
                .add(new Part(type, new FileRegion(file, 0, Files.size(file))));
    }

    List<Part> at(String location) {
        return List.copyOf(parts.getOrDefault(location, List.of()));
    }

    /** Writes something. */
    @FunctionalInterface
    interface Writing {
        void to(OutputStream out) throws IOException;
    }

    /** A file that is there until this is closed. */
    Path write(Writing writing) throws IOException {
        Path file = uploads.newFile();
        files.add(file);
        try (OutputStream out = new BufferedOutputStream(new Counted(uploads.open(file)), BUFFER)) {
            writing.to(out);
        }
        return file;
    }

    /** Takes room for each byte before it is written. */
    private final class Counted extends OutputStream {
        private final OutputStream out;

        Counted(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            taken += length;
            uploads.take(length);
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    @Override
    public void close() {
        for (Path file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException failure) {
                // The next start clears it away.
                LOG.warn("cannot delete {}", file, failure);
            }
        }
        uploads.giveBack(taken);
    }
}
