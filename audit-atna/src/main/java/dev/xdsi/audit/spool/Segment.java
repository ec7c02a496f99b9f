package dev.xdsi.audit.spool;

import dev.xdsi.audit.spool.AuditSpool.Entry;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One append-only file of the spool. A frame is length (4 bytes), CRC-32C of what follows (4), sequence number (8) and the
 * message. The file is named by its first sequence number, so an order of names is an order of messages.
 *
 * <p>A file channel would be closed by the interruption of any thread that writes through it; a {@link RandomAccessFile}
 * is not. Only a channel knows of a sync of the data alone, and so has no other use here.
 *
 * <p>The file is lengthened by many zeros at a time: a sync that needs not note a new length and new blocks takes about half the time.
 */
final class Segment {
    static final int HEADER = 16;
    private static final String SUFFIX = ".audit";
    private static final int STEP = 1 << 20;

    private final Path path;
    private final RandomAccessFile file;
    private final FileChannel syncing;
    private final long first;
    private long last;
    private long length;
    private long allocated;

    /** A message found at an offset, and the offset of the one after it. */
    record Frame(Entry entry, long next) {}

    private Segment(Path path, long first) throws IOException {
        this.path = path;
        this.first = first;
        this.last = first - 1;
        this.file = new RandomAccessFile(path.toFile(), "rw");
        this.syncing = FileChannel.open(path, StandardOpenOption.WRITE);
        this.allocated = file.length();
    }

    static Segment create(Path folder, long first) throws IOException {
        return new Segment(folder.resolve(String.format(Locale.ROOT, "%019d%s", first, SUFFIX)), first);
    }

    static boolean isSegment(Path path) {
        return path.getFileName().toString().matches("\\d{19}\\.audit");
    }

    /** Opens a file written earlier and counts the frames that are whole. */
    static Segment open(Path path, int maxMessage) throws IOException {
        String name = path.getFileName().toString();
        Segment segment = new Segment(path, Long.parseLong(name.substring(0, name.length() - SUFFIX.length())));
        Frame frame = segment.frame(0, segment.first, maxMessage);
        while (frame != null) {
            segment.last = frame.entry().sequence();
            segment.length = frame.next();
            frame = segment.frame(segment.length, segment.last + 1, maxMessage);
        }
        return segment;
    }

    /** The frame at this offset if it is whole, undamaged and the expected one. */
    @Nullable
    Frame frame(long offset, long expected, int maxMessage) throws IOException {
        byte[] start = read(offset, HEADER);
        if (start == null) {
            return null;
        }
        ByteBuffer header = ByteBuffer.wrap(start);
        int size = header.getInt();
        int crc = header.getInt();
        long sequence = header.getLong();
        if (size < 0 || size > maxMessage || sequence != expected) {
            return null;
        }
        byte[] message = read(offset + HEADER, size);
        if (message == null || crc != checksum(sequence, message)) {
            return null;
        }
        return new Frame(new Entry(sequence, message), offset + HEADER + size);
    }

    private byte @Nullable [] read(long offset, int size) throws IOException {
        if (offset + size > file.length()) {
            return null;
        }
        byte[] bytes = new byte[size];
        file.seek(offset);
        file.readFully(bytes);
        return bytes;
    }

    void append(long sequence, byte[] message) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(HEADER + message.length)
                .putInt(message.length)
                .putInt(checksum(sequence, message))
                .putLong(sequence)
                .put(message);
        allocate(frame.capacity());
        try {
            file.seek(length);
            file.write(frame.array());
        } catch (IOException e) {
            // What was written of the frame would stand in the way of the next one.
            truncate();
            throw e;
        }
        length += frame.capacity();
        last = sequence;
    }

    private static int checksum(long sequence, byte[] message) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(Long.BYTES).putLong(sequence).flip());
        crc.update(message);
        return (int) crc.getValue();
    }

    /** Makes room behind the last frame, where there is less: on a full disk none is made, and what there was stays. */
    void allocate(long bytes) throws IOException {
        long end = length + bytes;
        if (end > allocated) {
            int more = Math.toIntExact(Math.max(STEP, end - allocated));
            try {
                file.seek(allocated);
                file.write(new byte[more]);
            } catch (IOException e) {
                file.setLength(allocated);
                throw e;
            }
            allocated += more;
        }
    }

    boolean hasRoomFor(long bytes) {
        return length + bytes <= allocated;
    }

    /** Cuts off whatever lies behind the last whole frame. */
    void truncate() throws IOException {
        file.setLength(length);
        allocated = length;
    }

    /** Whether something was written behind the last whole frame, as by a process that was killed in the middle of it. */
    boolean hasTail() throws IOException {
        byte[] some = new byte[STEP];
        file.seek(length);
        for (int read = file.read(some); read > 0; read = file.read(some)) {
            for (int i = 0; i < read; i++) {
                if (some[i] != 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Puts what was written on the disk. Neither an interruption nor a channel that one has closed keeps it from being there: the other
     * descriptor of the file, which is told of every failure in between too, does the same more slowly.
     */
    void force() throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            if (syncing.isOpen()) {
                syncing.force(false);
            } else {
                file.getFD().sync();
            }
        } catch (ClosedByInterruptException e) {
            interrupted = true;
            file.getFD().sync();
        } catch (ClosedChannelException e) {
            file.getFD().sync();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    void close() throws IOException {
        syncing.close();
        file.close();
    }

    void delete() throws IOException {
        close();
        Files.deleteIfExists(path);
    }

    Path path() {
        return path;
    }

    long first() {
        return first;
    }

    long last() {
        return last;
    }

    long length() {
        return length;
    }
}
