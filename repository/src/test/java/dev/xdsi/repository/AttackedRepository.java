package dev.xdsi.repository;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import com.zaxxer.hikari.HikariDataSource;
import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditSource;
import dev.xdsi.audit.AuditTrail;
import dev.xdsi.audit.spool.InMemoryAuditSpool;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.repository.store.InMemoryDocumentStore;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.reply.Replies;
import dev.xdsi.soap.reply.ReplyLimits;
import dev.xdsi.soap.reply.Undelivered;
import dev.xdsi.soap.server.HttpLimits;
import dev.xdsi.soap.server.HttpListener;
import dev.xdsi.soap.server.HttpServer;
import dev.xdsi.soap.server.HttpSite;
import dev.xdsi.soap.server.SoapEndpoint;
import dev.xdsi.soap.tls.DemoCertificates;
import dev.xdsi.soap.tls.NodeTls;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** A Document Repository with its files and its index on two ports, one of them with mutual TLS, and a partner who takes answers. */
final class AttackedRepository implements AutoCloseable {
    /** How the names of the server's threads begin. */
    static final String THREADS = "attacked";

    static final String PATH = "/repository";
    /** Of another repository, whose disk is full. */
    static final String FULL = "/full";

    static final int LARGEST_DOCUMENT = 16 << 20;
    static final int CONNECTIONS_OF_ADDRESS = 1_000;

    private static final int PATIENCE = 20_000;
    private static final int FEW = 4;

    private final Path documents;
    private final Path temporary;
    private final List<SubmissionDraft> registered = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> posted = new LinkedBlockingQueue<>();
    private final InMemoryAuditSpool audit = new InMemoryAuditSpool(1 << 25);
    private final NodeTls partner;
    private final DocumentRepository actor;
    private final HttpServer server;
    /** The same repository for those who are to be given up: a connection that says nothing is closed soon. */
    private final HttpServer hasty;
    /** The same, where few are served at one time. */
    private final HttpServer narrow;

    private final HttpsServer receiver;

    AttackedRepository(Path folder, HikariDataSource database) throws IOException {
        documents = folder.resolve("documents");
        temporary = Files.createDirectories(folder.resolve("temporary"));
        DemoCertificates authority = new DemoCertificates(folder.resolve("ca"), Clock.systemUTC(), new SecureRandom());
        NodeTls tls = new NodeTls(authority.node("gateway"));
        partner = new NodeTls(authority.node("partner"));
        receiver = receiver();
        Replies replies = new Replies(
                (who, address) -> address.equals(replyAddress()), tls, ReplyLimits.DEFAULT, Undelivered.UNHEARD);
        SoapSettings settings = new SoapSettings(
                        new SoapLimits(2_000, 64 << 20, 64 << 20, 1 << 20, 4_096), temporary, UUID::randomUUID)
                .answeringElsewhere(replies);
        actor = actor(database);
        server = listen(
                settings,
                tls,
                Duration.ofSeconds(30),
                new HttpLimits.Shares(Integer.MAX_VALUE, Integer.MAX_VALUE, CONNECTIONS_OF_ADDRESS));
        hasty = listen(settings, tls, Duration.ofMillis(700), HttpLimits.Shares.NONE);
        narrow = listen(settings, tls, Duration.ofSeconds(30), new HttpLimits.Shares(FEW, FEW, Integer.MAX_VALUE));
    }

    private HttpServer listen(SoapSettings settings, NodeTls tls, Duration idle, HttpLimits.Shares shares) {
        HttpSite site = HttpSite.empty().with(PATH, endpoint(actor, settings)).with(FULL, endpoint(full(), settings));
        return HttpServer.start(
                THREADS,
                site,
                List.of(
                        new HttpListener.Plain("127.0.0.1", 0, "plain"),
                        new HttpListener.MutualTls("127.0.0.1", 0, "tls", tls, HttpListener.Refusals.UNHEARD)),
                new HttpLimits(32 * 1024, 2_000, idle, Duration.ofSeconds(5)).with(shares));
    }

    private static SoapEndpoint endpoint(DocumentRepository actor, SoapSettings settings) {
        return SoapEndpoint.publish(
                DocumentRepositoryEndpoint.CONTRACT, new DocumentRepositoryEndpoint(actor), settings);
    }

    private DocumentRepository actor(HikariDataSource database) throws IOException {
        return DocumentRepository.start(
                configuration(0),
                database,
                registry(),
                trail(),
                new DocumentRepository.Surroundings(InstantSource.system(), UUID::randomUUID));
    }

    /** One that never has the room that it is to leave free. */
    private DocumentRepository full() {
        return new DocumentRepository(
                configuration(Long.MAX_VALUE), new InMemoryDocumentStore(), registry(), trail(), UUID::randomUUID);
    }

    private DocumentRepository.Configuration configuration(long reserve) {
        return new DocumentRepository.Configuration(
                Submissions.REPOSITORY,
                documents,
                LARGEST_DOCUMENT,
                URI.create("http://localhost" + PATH),
                DocumentRepository.Consent.NO_QUESTION,
                reserve);
    }

    private DocumentRepository.Registry registry() {
        return new DocumentRepository.Registry(URI.create("http://registry.example/"), (request, caller) -> {
            registered.add(request.submission());
            return RegistryResponse.SUCCESS;
        });
    }

    private AuditTrail trail() {
        AuditContext us = new AuditContext(
                new AuditSource("site", "xdsi", AuditSource.Type.APPLICATION_SERVER), "1", "localhost");
        return new AuditTrail(audit, us, InstantSource.system(), 1 << 20);
    }

    private HttpsServer receiver() throws IOException {
        HttpsServer https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(partner.context()) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters mutual = partner.clientParameters();
                mutual.setNeedClientAuth(true);
                parameters.setSSLParameters(mutual);
            }
        });
        https.createContext("/answers", exchange -> {
            posted.add(new String(exchange.getRequestBody().readAllBytes(), ISO_8859_1));
            exchange.sendResponseHeaders(202, -1);
            exchange.close();
        });
        https.start();
        return https;
    }

    /** Where the partner takes answers. */
    URI replyAddress() {
        return URI.create("https://localhost:" + receiver.getAddress().getPort() + "/answers");
    }

    BlockingQueue<String> posted() {
        return posted;
    }

    /** What was registered since it was last asked. */
    List<SubmissionDraft> takeRegistered() {
        List<SubmissionDraft> all = List.copyOf(registered);
        registered.clear();
        return all;
    }

    /** Until so many retrieves of that document, at least, were recorded as failed. */
    void awaitFailedRetrievals(String uniqueId, int count) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (failedRetrievals(uniqueId) < count) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("only " + failedRetrievals(uniqueId) + " retrieves were given up");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private long failedRetrievals(String uniqueId) {
        return audit.read(0, 100_000).stream()
                .map(record -> new String(record.message(), UTF_8))
                .filter(record -> record.contains("\"ITI-43\"")
                        && record.contains(uniqueId)
                        && !record.contains("EventOutcomeIndicator=\"0\""))
                .count();
    }

    Path documents() {
        return documents;
    }

    Path temporary() {
        return temporary;
    }

    Socket connect() throws IOException {
        return plain(server);
    }

    Socket connectHastily() throws IOException {
        return plain(hasty);
    }

    Socket connectSecurely() throws IOException {
        return secure(server);
    }

    /** From an address that nobody else has. */
    Socket connectFromElsewhere() throws IOException {
        InetAddress elsewhere = InetAddress.getByAddress(new byte[] {127, 0, 0, 9});
        SSLSocket socket = (SSLSocket) partner.context()
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), server.port("tls"), elsewhere, 0);
        try {
            patient(socket);
            socket.startHandshake();
            return socket;
        } catch (IOException refused) {
            socket.close();
            throw refused;
        }
    }

    Socket connectSecurelyAndHastily() throws IOException {
        return secure(hasty);
    }

    private static Socket plain(HttpServer called) throws IOException {
        return patient(new Socket(InetAddress.getLoopbackAddress(), called.port("plain")));
    }

    private Socket secure(HttpServer called) throws IOException {
        SSLSocket socket = (SSLSocket)
                partner.context().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), called.port("tls"));
        socket.startHandshake();
        return patient(socket);
    }

    /** For who does not read: little is on its way before he must. */
    Socket connectWithLittleRoom() throws IOException {
        return narrowly(hasty);
    }

    /** The same, where few are served at one time. */
    Socket connectAsOneOfFew() throws IOException {
        return patient(narrowly(narrow));
    }

    private static Socket narrowly(HttpServer called) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), called.port("plain")));
        return socket;
    }

    /** To the port with TLS, without speaking it. */
    Socket connectRaw() throws IOException {
        return patient(new Socket(InetAddress.getLoopbackAddress(), hasty.port("tls")));
    }

    private static Socket patient(Socket socket) throws SocketException {
        socket.setSoTimeout(PATIENCE);
        return socket;
    }

    /** Sends what the other side still takes. */
    static void send(Socket socket, byte[] bytes) throws IOException {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(bytes);
            out.flush();
        } catch (SocketException cut) {
            // What was answered before may still be there.
        }
    }

    /** Sends all of it and reads what is answered until the connection is closed, by whomever and however. */
    static String exchange(Socket socket, byte[] bytes) throws IOException {
        try (socket) {
            send(socket, bytes);
            StringBuilder answer = new StringBuilder();
            byte[] buffer = new byte[8_192];
            try {
                for (int read = socket.getInputStream().read(buffer);
                        read >= 0;
                        read = socket.getInputStream().read(buffer)) {
                    answer.append(new String(buffer, 0, read, ISO_8859_1));
                }
            } catch (SocketException cut) {
                answer.append("\n[cut]");
            }
            return answer.toString();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        hasty.close();
        narrow.close();
        receiver.stop(0);
        actor.close();
    }
}
