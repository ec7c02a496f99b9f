package dev.xdsi.soap.server;

import dev.xdsi.soap.mtom.Outlet;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import org.eclipse.jetty.ee11.servlet.ServletContextRequest;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * A connection on which the system sends bytes of files from where it has them (sendfile). The server knows buffers alone: it is given one
 * that stands for the bytes, frames it as it frames any, and here, where buffers go to the socket, the bytes go in its place.
 */
final class FileEndPoint extends SocketChannelEndPoint {
    /** As long as the bytes that it stands for may be; nobody reads it. */
    private static final ByteBuffer STAND_IN =
            ByteBuffer.allocateDirect(Outlet.OfFiles.MOST).asReadOnlyBuffer();

    private final SlowReader reader;
    private volatile @Nullable Piece piece;

    /**
     * Bytes of a file on their way.
     *
     * @param standIn for them; its position is how many have left
     * @param sender whose work {@code meanwhile} is: the thread that hears for all connections that one takes more does none of it
     */
    private record Piece(
            FileChannel file, long position, ByteBuffer standIn, Outlet.Meanwhile meanwhile, Thread sender) {
        boolean workMeanwhile() {
            return Thread.currentThread() == sender && meanwhile.work();
        }
    }

    /** How the server writes to the answer. */
    @FunctionalInterface
    interface Answer {
        void write(ByteBuffer bytes) throws IOException;
    }

    FileEndPoint(
            SocketChannel channel,
            ManagedSelector selector,
            SelectionKey key,
            Scheduler scheduler,
            HttpLimits.Pace pace) {
        super(channel, selector, key, scheduler);
        this.reader = new SlowReader(pace);
    }

    /** The connection that the request came on; null where what is written to it is encrypted first. */
    static @Nullable FileEndPoint of(HttpServletRequest request) {
        return ServletContextRequest.getServletContextRequest(request)
                                .getConnectionMetaData()
                                .getConnection()
                                .getEndPoint()
                        instanceof FileEndPoint files
                ? files
                : null;
    }

    /** Sends bytes of a file where they stand in the answer. */
    void send(FileChannel file, long position, int length, Outlet.Meanwhile meanwhile, Answer answer)
            throws IOException {
        ByteBuffer standIn = STAND_IN.slice(0, length);
        piece = new Piece(file, position, standIn, meanwhile, Thread.currentThread());
        answer.write(standIn);
        if (piece != null) {
            throw new IOException("the server did not ask for the " + length + " bytes of the file");
        }
    }

    @Override
    public boolean flush(ByteBuffer... buffers) throws IOException {
        return reader.watch(() -> handOver(buffers), buffers);
    }

    /** The very buffer that stands for the bytes is meant, and no other with the same content. */
    @SuppressWarnings("ReferenceEquality")
    private boolean handOver(ByteBuffer... buffers) throws IOException {
        Piece now = piece;
        int last = buffers.length - 1;
        if (now == null || buffers[last] != now.standIn()) {
            return super.flush(buffers);
        }
        return (last == 0 || super.flush(Arrays.copyOf(buffers, last))) && transfer(now);
    }

    private boolean transfer(Piece now) throws IOException {
        ByteBuffer standIn = now.standIn();
        while (standIn.hasRemaining()) {
            long from = now.position() + standIn.position();
            long sent = now.file().transferTo(from, standIn.remaining(), getChannel());
            if (sent == 0 && now.file().size() <= from) {
                throw new IOException("the file was cut while it was sent");
            }
            if (sent > 0) {
                notIdle();
                standIn.position(standIn.position() + Math.toIntExact(sent));
            } else if (!now.workMeanwhile()) {
                return false;
            }
        }
        piece = null;
        return true;
    }
}
