package dev.xdsi.browsing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The line to a neighbour, which may be whole, silent (what is asked arrives, answers do not) or cut, as networks between hospitals are. */
final class Wire implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Wire.class);
    private static final int BUFFER = 16 << 10;

    private final ServerSocket near;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Object change = new Object();
    private State state = State.WHOLE;
    private volatile InetSocketAddress far = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    enum State {
        WHOLE,
        SILENT,
        CUT
    }

    private Wire(ServerSocket near) {
        this.near = near;
        Thread.ofVirtual().name("wire").start(this::listen);
    }

    static Wire open() throws IOException {
        return new Wire(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    }

    /** The near end. */
    int port() {
        return near.getLocalPort();
    }

    void leadTo(InetSocketAddress end) {
        far = end;
    }

    void become(State next) {
        synchronized (change) {
            state = next;
            change.notifyAll();
        }
        if (next == State.CUT) {
            open.forEach(Wire::hangUp);
        }
    }

    /** How many connections there are now. */
    int connections() {
        return open.size();
    }

    private boolean isCut() {
        synchronized (change) {
            return state == State.CUT;
        }
    }

    private void awaitWords() throws InterruptedException {
        synchronized (change) {
            while (state == State.SILENT) {
                change.wait();
            }
        }
    }

    private void listen() {
        while (!near.isClosed()) {
            try {
                Socket caller = near.accept();
                if (isCut()) {
                    hangUp(caller);
                } else {
                    connect(caller);
                }
            } catch (IOException ended) {
                LOG.debug("no connection", ended);
            }
        }
    }

    private record Call(Socket caller, Socket called) {}

    private void connect(Socket caller) throws IOException {
        Call call = new Call(caller, new Socket());
        open.add(caller);
        try {
            call.called().connect(far);
            InputStream questions = caller.getInputStream();
            OutputStream there = call.called().getOutputStream();
            InputStream answers = call.called().getInputStream();
            OutputStream back = caller.getOutputStream();
            Thread.ofVirtual().start(() -> carry(call, questions, there, false));
            Thread.ofVirtual().start(() -> carry(call, answers, back, true));
        } catch (IOException gone) {
            end(call);
            throw gone;
        }
    }

    private void carry(Call call, InputStream from, OutputStream to, boolean answers) {
        byte[] buffer = new byte[BUFFER];
        try {
            for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                if (answers) {
                    awaitWords();
                }
                to.write(buffer, 0, read);
            }
        } catch (IOException ended) {
            LOG.debug("a connection ended", ended);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            end(call);
        }
    }

    private void end(Call call) {
        open.remove(call.caller());
        hangUp(call.caller());
        hangUp(call.called());
    }

    private static void hangUp(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            LOG.debug("closed already", gone);
        }
    }

    @Override
    public void close() throws IOException {
        near.close();
        become(State.CUT);
    }
}
