package dev.xdsi.soap.server;

import dev.xdsi.soap.tls.NodeIdentity;
import dev.xdsi.soap.tls.NodeTls;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A partner's place for answers, which takes them as a test says. */
final class AnswerReceiver implements AutoCloseable {
    /** Neither reads nor answers until it is told to go on. */
    static final int NEVER = 0;
    /** The length of what did not come whole. */
    static final long BROKEN = -1;

    private static final int REMEMBERED = 100_000;

    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
    private final Semaphore going = new Semaphore(0);
    private final HttpServer server;

    /**
     * An answer that came.
     *
     * @param sender subject of the certificate of whoever sent it
     * @param text its beginning
     */
    record Received(String path, String contentType, String sender, String text, long length) {}

    AnswerReceiver(NodeIdentity identity) {
        NodeTls tls = new NodeTls(identity);
        server = HttpServer.start(
                "receiver",
                HttpSite.empty().with("/answers/*", new Servlet()),
                List.of(
                        new HttpListener.MutualTls("127.0.0.1", 0, "port", tls, HttpListener.Refusals.UNHEARD),
                        new HttpListener.MutualTls("127.0.0.2", 0, "other", tls, HttpListener.Refusals.UNHEARD)),
                HttpLimits.DEFAULT);
    }

    URI address() {
        return URI.create("https://localhost:" + server.port("port") + "/answers");
    }

    int otherPort() {
        return server.port("other");
    }

    /** What it answers from now on, the last again and again. */
    void answers(Integer... inTurn) {
        received.clear();
        statuses.clear();
        statuses.addAll(List.of(inTurn));
    }

    Received next() throws InterruptedException {
        return Objects.requireNonNull(received.poll(20, TimeUnit.SECONDS), "no answer came");
    }

    void goOn() {
        going.release();
    }

    @Override
    public void close() {
        server.close();
    }

    private final class Servlet extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            Integer status = statuses.size() > 1 ? statuses.poll() : statuses.peek();
            if (status == null || status == NEVER) {
                going.acquireUninterruptibly();
            }
            response.setStatus(status == null || status == NEVER ? 200 : status);
            if (response.getStatus() == 307) {
                response.setHeader("Location", address() + "/redirected");
            }
            received.add(read(request));
        }

        private static Received read(HttpServletRequest request) throws IOException {
            ByteArrayOutputStream beginning = new ByteArrayOutputStream();
            long length = 0;
            try {
                InputStream in = request.getInputStream();
                byte[] buffer = new byte[64 * 1024];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    length += read;
                    beginning.write(buffer, 0, beginning.size() < REMEMBERED ? read : 0);
                }
            } catch (IOException broken) {
                length = BROKEN;
            }
            return new Received(
                    request.getRequestURI(),
                    String.valueOf(request.getContentType()),
                    String.valueOf(Callers.of(request, "").node().certificateSubject()),
                    beginning.toString(StandardCharsets.UTF_8),
                    length);
        }
    }
}
