package dev.xdsi.repository;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.model.draft.Submissions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What holds after every attack on a Document Repository, whatever it was: nothing was stored and nothing registered, nobody was called, no
 * temporary file remains, and whoever comes with a proper request is served. After all of them heap, threads and descriptors are back where they were.
 */
final class Oracle implements AutoCloseable {
    static final String ATTACKER = "attacker";
    private static final String CONTROL = "control";
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);
    private static final long HEAP_TOLERANCE = 24L << 20;
    private static final int TOLERANCE = 12;

    private final AttackedRepository repository;
    private final ServerSocket canary = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private Set<Path> kept;
    private final Resources before;

    private record Resources(long heap, long threads, long descriptors) {}

    /** Serves a few requests first, so that what is made once is there. */
    Oracle(AttackedRepository repository) throws IOException {
        this.repository = repository;
        canary.setSoTimeout(1);
        for (int i = 0; i < 10; i++) {
            provideAndRetrieve();
        }
        repository.takeRegistered();
        kept = files(repository.documents());
        before = new Resources(heap(), threads(), descriptors());
    }

    /** An address at which nobody ever must be called. */
    String canary() {
        return "127.0.0.1:" + canary.getLocalPort();
    }

    /** What is there now was put there by a test, and is to stay. */
    void keeps() throws IOException {
        kept = files(repository.documents());
    }

    void unharmed() throws IOException {
        assertThatThrownBy(canary::accept).isInstanceOf(SocketTimeoutException.class);
        assertThat(repository.takeRegistered()).isEmpty();
        back(() -> size(repository.temporary()), 0);
        back(() -> size(repository.documents()), kept.size());
        assertThat(files(repository.documents())).isEqualTo(kept);
        assertThat(retrieve(ATTACKER)).contains("XDSDocumentUniqueIdError");
        provideAndRetrieve();
        repository.takeRegistered();
    }

    /** After all attacks. Connections are closed, and garbage is collected, a little later than tests end. */
    void resourcesAreBack() {
        back(Oracle::threads, before.threads() + TOLERANCE);
        back(Oracle::descriptors, before.descriptors() + TOLERANCE);
        back(Oracle::heap, before.heap() + HEAP_TOLERANCE);
    }

    private static void back(LongSupplier now, long most) {
        long end = System.nanoTime() + PATIENCE;
        while (now.getAsLong() > most && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        assertThat(now.getAsLong()).isLessThanOrEqualTo(most);
    }

    private void provideAndRetrieve() throws IOException {
        assertThat(post(
                        ProvidedMessage.TYPE,
                        ProvidedMessage.of(Submissions.ofOneManifest(CONTROL))
                                .attached(Submissions.uuid(CONTROL).value(), "as ever".getBytes(UTF_8))
                                .bytes()))
                .startsWith("HTTP/1.1 200")
                .contains("ResponseStatusType:Success");
        assertThat(retrieve(CONTROL)).startsWith("HTTP/1.1 200").contains("as ever", "ResponseStatusType:Success");
    }

    String retrieve(String name) throws IOException {
        return post("application/soap+xml; charset=UTF-8", retrieval(name).getBytes(UTF_8));
    }

    static String retrieval(String name) {
        return """
            <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://www.w3.org/2005/08/addressing">\
            <s:Header><a:Action s:mustUnderstand="1">urn:ihe:iti:2007:RetrieveDocumentSet</a:Action>\
            <a:MessageID>urn:uuid:11234567-89ab-4def-8123-456789abcdef</a:MessageID></s:Header>\
            <s:Body><RetrieveDocumentSetRequest xmlns="urn:ihe:iti:xds-b:2007"><DocumentRequest>\
            <RepositoryUniqueId>%s</RepositoryUniqueId><DocumentUniqueId>%s</DocumentUniqueId>\
            </DocumentRequest></RetrieveDocumentSetRequest></s:Body></s:Envelope>""".formatted(
                Submissions.REPOSITORY.value(), Submissions.manifest(name).uniqueId());
    }

    String post(String contentType, byte[] body) throws IOException {
        return AttackedRepository.exchange(repository.connect(), request(contentType, body, "Connection: close\r\n"));
    }

    static byte[] request(String contentType, byte[] body, String headers) {
        byte[] head = ("POST " + AttackedRepository.PATH + " HTTP/1.1\r\nHost: localhost\r\n" + headers
                        + "Content-Type: " + contentType + "\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(ISO_8859_1);
        byte[] all = new byte[head.length + body.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }

    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Without those of pools that have as many as they may whenever many come at once. */
    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> !name.startsWith(AttackedRepository.THREADS) && !name.startsWith("ForkJoinPool"))
                .count();
    }

    /** Counted by their names alone: looking at each would fail whenever one is closed meanwhile. */
    private static long descriptors() {
        return Path.of("/proc/self/fd").toFile().list().length;
    }

    private static long size(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> !Files.isDirectory(file)).count();
        } catch (IOException | java.io.UncheckedIOException changing) {
            return Long.MAX_VALUE;
        }
    }

    private static Set<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Override
    public void close() throws IOException {
        canary.close();
    }
}
