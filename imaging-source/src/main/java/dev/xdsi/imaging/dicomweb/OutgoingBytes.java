package dev.xdsi.imaging.dicomweb;

import dev.xdsi.dicom.BulkData;
import dev.xdsi.dicom.io.FileRegion;
import dev.xdsi.dicom.pixel.Frames;
import dev.xdsi.soap.server.FileOutlet;
import dev.xdsi.transaction.DocumentContent;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Bytes that go into the body of an answer, from the first to the last: by the system where they lie in files, else through a buffer. */
sealed interface OutgoingBytes extends Closeable {
    /** Leaves out some. */
    void skip(long count) throws IOException;

    /** Sends the next ones; a file that has fewer is a failure. */
    void send(long count) throws IOException;

    static OutgoingBytes of(DocumentContent content, Exchange exchange) throws IOException {
        ReadableByteChannel channel = content.channel();
        return channel instanceof FileChannel file
                ? new OfFile(file, exchange.files())
                : new OfStream(Channels.newInputStream(channel), exchange.body());
    }

    static OutgoingBytes of(BulkData data, Exchange exchange) throws IOException {
        Optional<List<FileRegion>> regions = switch (data) {
            case Frames.Frame frame -> frame.regions();
            case FileRegion region -> Optional.of(List.of(region));
            default -> Optional.empty();
        };
        return regions.isPresent()
                ? new OfRegions(regions.get().iterator(), exchange.files())
                : new OfStream(data.open(), exchange.body());
    }

    /** One file from its beginning. */
    final class OfFile implements OutgoingBytes {
        private final FileChannel file;
        private final FileOutlet outlet;
        private long position;

        private OfFile(FileChannel file, FileOutlet outlet) {
            this.file = file;
            this.outlet = outlet;
        }

        @Override
        public void skip(long count) {
            position += count;
        }

        @Override
        public void send(long count) throws IOException {
            outlet.send(file, position, count);
            position += count;
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    /** Pieces of files, one behind the other. */
    final class OfRegions implements OutgoingBytes {
        private final Iterator<FileRegion> regions;
        private final FileOutlet outlet;
        private @Nullable OfFile current;
        private long left;

        private OfRegions(Iterator<FileRegion> regions, FileOutlet outlet) {
            this.regions = regions;
            this.outlet = outlet;
        }

        @Override
        public void skip(long count) throws IOException {
            each(count, OfFile::skip);
        }

        @Override
        public void send(long count) throws IOException {
            each(count, OfFile::send);
        }

        @FunctionalInterface
        private interface Step {
            void with(OfFile file, long count) throws IOException;
        }

        private void each(long count, Step step) throws IOException {
            for (long rest = count; rest > 0; ) {
                OfFile file = next();
                long now = Math.min(rest, left);
                step.with(file, now);
                left -= now;
                rest -= now;
            }
        }

        /** The file of which something is left. */
        private OfFile next() throws IOException {
            OfFile file = current;
            while (file == null || left == 0) {
                close();
                if (!regions.hasNext()) {
                    throw new EOFException("what is sent ends early");
                }
                FileRegion region = regions.next();
                file = new OfFile(FileChannel.open(region.file(), StandardOpenOption.READ), outlet);
                file.skip(region.offset());
                current = file;
                left = region.length();
            }
            return file;
        }

        @Override
        public void close() throws IOException {
            if (current != null) {
                current.close();
            }
        }
    }

    /** Whatever can be read. */
    final class OfStream implements OutgoingBytes {
        private static final int BUFFER = 128 << 10;

        private final InputStream in;
        private final OutputStream out;

        private OfStream(InputStream in, OutputStream out) {
            this.in = in;
            this.out = out;
        }

        @Override
        public void skip(long count) throws IOException {
            in.skipNBytes(count);
        }

        @Override
        public void send(long count) throws IOException {
            byte[] buffer = new byte[(int) Math.min(BUFFER, count)];
            for (long left = count; left > 0; ) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new EOFException("what is sent ends " + left + " bytes early");
                }
                out.write(buffer, 0, read);
                left -= read;
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
