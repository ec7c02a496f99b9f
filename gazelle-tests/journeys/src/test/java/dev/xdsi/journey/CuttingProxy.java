package dev.xdsi.journey;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Between a process and its PostgreSQL server: cuts a connection where it commits, so that nobody there knows whether what it did came to
 * pass.
 */
final class CuttingProxy implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CuttingProxy.class);
    /** The text of the command, in whatever letters, and the tag by which the server says that it has done it. */
    private static final String COMMIT = "COMMIT\0";

    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final InetSocketAddress server;
    private int commits;
    private Cut how = Cut.BEFORE;

    /** When a connection is cut. */
    enum Cut {
        /** Before the server hears of the commit: nothing of it comes to pass. */
        BEFORE,
        /** After the server has committed, before it is told: all of it came to pass. */
        AFTER
    }

    CuttingProxy(InetSocketAddress server) throws IOException {
        this.server = server;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** Cuts the connection of the commit that is this number from now, and none after it. */
    synchronized void cutAt(int commit, Cut when) {
        commits = commit;
        how = when;
    }

    /** From now on nothing is cut; whether it came to that before. */
    synchronized boolean stopCutting() {
        boolean cut = commits == 0;
        commits = 0;
        return cut;
    }

    private synchronized boolean cutsNow() {
        return commits > 0 && --commits == 0;
    }

    private synchronized Cut how() {
        return how;
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Connection connection = new Connection(added(listening.accept()), added(new Socket()));
                connection.above.connect(server);
                Thread.ofVirtual().start(() -> connection.run(connection::toServer));
                Thread.ofVirtual().start(() -> connection.run(connection::toClient));
            } catch (IOException e) {
                LOG.debug("no more connections: {}", e.getMessage());
            }
        }
    }

    private Socket added(Socket socket) {
        open.add(socket);
        return socket;
    }

    @FunctionalInterface
    private interface Pumping {
        void pump() throws IOException;
    }

    private final class Connection implements Closeable {
        private final Socket below;
        private final Socket above;
        private volatile boolean silent;

        Connection(Socket below, Socket above) {
            this.below = below;
            this.above = above;
        }

        void run(Pumping pumping) {
            try (this) {
                pumping.pump();
            } catch (IOException e) {
                LOG.debug("a connection ended: {}", e.getMessage());
            }
        }

        void toServer() throws IOException {
            InputStream in = below.getInputStream();
            OutputStream out = above.getOutputStream();
            Watched watched = new Watched();
            byte[] bytes = new byte[8192];
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                if (watched.ends(bytes, read) && cutsNow()) {
                    if (how() == Cut.BEFORE) {
                        return;
                    }
                    silent = true;
                }
                out.write(bytes, 0, read);
            }
        }

        void toClient() throws IOException {
            InputStream in = above.getInputStream();
            OutputStream out = below.getOutputStream();
            Watched watched = new Watched();
            byte[] bytes = new byte[8192];
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                boolean committed = watched.ends(bytes, read);
                if (!silent) {
                    out.write(bytes, 0, read);
                } else if (committed) {
                    return;
                }
            }
        }

        @Override
        public void close() throws IOException {
            open.remove(below);
            open.remove(above);
            below.close();
            above.close();
        }
    }

    /** Looks for a commit in what passes, also where it comes in two pieces. */
    private static final class Watched {
        private String before = "";

        boolean ends(byte[] bytes, int length) {
            String text = before + new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
            before = text.substring(Math.max(0, text.length() - COMMIT.length() + 1));
            return text.toUpperCase(Locale.ROOT).contains(COMMIT);
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
