package dev.xdsi.soap.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.soap.tls.DemoCertificates;
import dev.xdsi.soap.tls.NodeTls;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GracefulConnectorTest {
    private static final long PATIENCE = 20;

    private final Server server = new Server();
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch finish = new CountDownLatch(1);

    @TempDir
    Path folder;

    @AfterEach
    void stop() throws Exception {
        finish.countDown();
        server.stop();
    }

    @Test
    void aConnectionKeptForItsNextRequestIsNotWaitedFor() throws Exception {
        GracefulConnector connector = start(new HttpConnectionFactory());
        try (Socket kept = connect(connector, SocketFactory.getDefault())) {
            assertThat(ask(kept, "/quick")).isEqualTo("whole");
            connector.shutdown().get(PATIENCE, TimeUnit.SECONDS);
            assertThat(kept.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void aConnectionThatNeverAskedAnythingIsNotWaitedFor() throws Exception {
        GracefulConnector connector = start(new HttpConnectionFactory());
        try (Socket silent = connect(connector, SocketFactory.getDefault());
                Socket after = connect(connector, SocketFactory.getDefault())) {
            // Accepted in the order in which they came.
            assertThat(ask(after, "/quick")).isEqualTo("whole");
            connector.shutdown().get(PATIENCE, TimeUnit.SECONDS);
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void aKeptConnectionOverTlsIsNotWaitedForEither() throws Exception {
        NodeTls tls = new NodeTls(new DemoCertificates(folder, Clock.systemUTC(), new SecureRandom()).node("node"));
        SslContextFactory.Server factory = new SslContextFactory.Server();
        factory.setSslContext(tls.context());
        factory.setSniRequired(false);
        GracefulConnector connector = start(new SslConnectionFactory(factory, "http/1.1"), new HttpConnectionFactory());
        try (Socket kept = connect(connector, tls.context().getSocketFactory())) {
            assertThat(ask(kept, "/quick")).isEqualTo("whole");
            connector.shutdown().get(PATIENCE, TimeUnit.SECONDS);
            assertThat(kept.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void aRequestThatRunsIsAnsweredWhole() throws Exception {
        GracefulConnector connector = start(new HttpConnectionFactory());
        try (Socket caller = connect(connector, SocketFactory.getDefault())) {
            assertThat(ask(caller, "/quick")).isEqualTo("whole");
            send(caller, "/slow");
            assertThat(arrived.await(PATIENCE, TimeUnit.SECONDS)).isTrue();

            CompletableFuture<Void> closed = connector.shutdown();

            assertThat(closed).isNotDone();
            finish.countDown();
            assertThat(answer(caller)).isEqualTo("whole");
            closed.get(PATIENCE, TimeUnit.SECONDS);
        }
    }

    /** Whose connections no time-out ends. */
    private GracefulConnector start(ConnectionFactory... factories) throws Exception {
        GracefulConnector connector = new GracefulConnector(server, HttpLimits.Pace.DEFAULT, factories);
        connector.setHost("127.0.0.1");
        connector.setIdleTimeout(0);
        connector.setShutdownIdleTimeout(-1);
        server.addConnector(connector);
        server.setHandler(new Answering());
        server.start();
        return connector;
    }

    private static Socket connect(GracefulConnector connector, SocketFactory sockets) throws IOException {
        Socket socket = sockets.createSocket(InetAddress.getLoopbackAddress(), connector.getLocalPort());
        socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(PATIENCE));
        return socket;
    }

    private static String ask(Socket socket, String path) throws IOException {
        send(socket, path);
        return answer(socket);
    }

    private static void send(Socket socket, String path) throws IOException {
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** The body, a line. */
    private static String answer(Socket socket) throws IOException {
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        assertThat(reader.readLine()).isEqualTo("HTTP/1.1 200 OK");
        for (String header = reader.readLine(); !header.isEmpty(); header = reader.readLine()) {
            assertThat(header).contains(":");
        }
        return reader.readLine();
    }

    private final class Answering extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws InterruptedException {
            if (Request.getPathInContext(request).equals("/slow")) {
                arrived.countDown();
                finish.await();
            }
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, "whole\n".length());
            Content.Sink.write(response, true, "whole\n", callback);
            return true;
        }
    }
}
