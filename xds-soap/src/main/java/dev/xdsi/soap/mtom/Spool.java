package dev.xdsi.soap.mtom;

import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.SpoolQuota;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one message between socket and reader: in memory while they are few, then in one temporary file. The
 * file loses its name as soon as it is open, so that nothing remains of it whatever ends the process. One thread may write what
 * another reads. What is in files counts against the quota of the process.
 */
final class Spool implements Closeable {
    private static final Cleaner CLEANER = Cleaner.create();

    private final SoapSettings settings;
    private final Share share;
    private byte[] memory = new byte[1024];
    private @Nullable FileChannel file;
    private Cleaner.@Nullable Cleanable end;
    private long size;

    Spool(SoapSettings settings) {
        this.settings = settings;
        this.share = new Share(settings.quota());
    }

    synchronized long size() {
        return size;
    }

    synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        int memoryBytes = settings.limits().memoryBytes();
        if (file == null && size + length > memoryBytes) {
            end = end == null ? CLEANER.register(this, share) : end;
            share.take(size);
            file = openNameless();
            append(file, memory, 0, (int) size);
            memory = new byte[0];
        }
        if (file != null) {
            refuseClosed(file);
            share.take(length);
            append(file, bytes, offset, length);
        } else {
            if (memory.length < size + length) {
                memory =
                        Arrays.copyOf(memory, (int) Math.min(memoryBytes, Math.max(size + length, memory.length * 2L)));
            }
            System.arraycopy(bytes, offset, memory, (int) size, length);
        }
        size += length;
    }

    /** Whether so much more would be taken now; others may be quicker. */
    boolean hasRoom(long more) {
        return settings.quota().hasRoom(more);
    }

    InputStream open(long offset, long length) {
        return new Section(this, offset, length);
    }

    /** Gives the file back; its sections cannot be read any longer. Sections that are never closed do it when collected. */
    @Override
    public synchronized void close() throws IOException {
        if (file != null) {
            file.close();
        }
        if (end != null) {
            end.clean();
        }
    }

    private synchronized int read(long position, byte[] bytes, int offset, int length) throws IOException {
        if (file != null) {
            return file.read(ByteBuffer.wrap(bytes, offset, length), position);
        }
        System.arraycopy(memory, (int) position, bytes, offset, length);
        return length;
    }

    private static void refuseClosed(FileChannel file) throws IOException {
        if (!file.isOpen()) {
            throw new ClosedChannelException();
        }
    }

    private FileChannel openNameless() throws IOException {
        Path path =
                settings.temporaryDirectory().resolve("soap-" + settings.ids().get() + ".tmp");
        return FileChannel.open(
                path,
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
    }

    private static void append(FileChannel file, byte[] bytes, int offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
        while (buffer.hasRemaining()) {
            file.write(buffer);
        }
    }

    /** What this spool has of the quota, until it is closed or collected. */
    private static final class Share implements Runnable {
        private final SpoolQuota quota;
        private long bytes;

        Share(SpoolQuota quota) {
            this.quota = quota;
        }

        synchronized void take(long more) throws NoRoomException {
            if (!quota.take(more)) {
                throw new NoRoomException();
            }
            bytes += more;
        }

        @Override
        public synchronized void run() {
            quota.giveBack(bytes);
            bytes = 0;
        }
    }

    private static final class Section extends InputStream {
        private final Spool spool;
        private final long end;
        private long position;

        Section(Spool spool, long offset, long length) {
            this.spool = spool;
            this.position = offset;
            this.end = offset + length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (position >= end) {
                return -1;
            }
            int read = spool.read(position, bytes, offset, (int) Math.min(length, end - position));
            if (read <= 0) {
                throw new IOException("the temporary file ended before the attachment did");
            }
            position += read;
            return read;
        }

        @Override
        public int available() {
            return (int) Math.min(Integer.MAX_VALUE, end - position);
        }
    }
}
