package dev.xdsi.repository;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.zaxxer.hikari.HikariDataSource;
import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditSource;
import dev.xdsi.audit.AuditTrail;
import dev.xdsi.audit.spool.InMemoryAuditSpool;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.RegistryResponse.Status;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.DocumentContent;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest.ProvidedDocument;
import dev.xdsi.transaction.iti43.DocumentRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetRequest;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A Document Repository in a process of its own, which a test can starve of heap or kill. It tells on its standard output what
 * becomes of each document.
 */
final class RepositoryProcess {
    static final long FOREVER = Long.MAX_VALUE;

    private RepositoryProcess() {}

    static Process start(Path folder, long documents, long size, String... vmOptions) throws IOException {
        Stream<String> command = Stream.of(
                        Stream.of(Path.of(System.getProperty("java.home"), "bin", "java")
                                .toString()),
                        Stream.of(vmOptions),
                        Stream.of("-cp", System.getProperty("java.class.path"), RepositoryProcess.class.getName()),
                        Stream.of(
                                TestDatabase.jdbcUrl(),
                                folder.toString(),
                                Long.toString(documents),
                                Long.toString(size)))
                .flatMap(part -> part);
        return new ProcessBuilder(command.toList())
                .redirectError(new File(folder.toFile(), "stderr.txt"))
                .start();
    }

    /** Provides and retrieves so many documents of that size, one after the other. */
    public static void main(String[] args) throws IOException {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
        long documents = Long.parseLong(args[2]);
        long size = Long.parseLong(args[3]);
        try (HikariDataSource database = TestDatabase.open(args[0]);
                DocumentRepository repository = open(Path.of(args[1]), database, out)) {
            for (long number = 0; number < documents; number++) {
                out.println(provide(repository, number, size) + " " + uniqueId(number) + ";");
                out.println("read " + retrieve(repository, number) + " bytes;");
            }
        }
    }

    static String uniqueId(long number) {
        return Submissions.manifest("d" + number).uniqueId();
    }

    static DocumentRepository open(Path folder, HikariDataSource database, PrintStream out) throws IOException {
        AuditContext us = new AuditContext(
                new AuditSource("site", "xdsi", AuditSource.Type.APPLICATION_SERVER), "1", "repository.example");
        return DocumentRepository.start(
                new DocumentRepository.Configuration(
                        Submissions.REPOSITORY, folder, 1L << 40, URI.create("http://repository.example/")),
                database,
                new DocumentRepository.Registry(URI.create("http://registry.example/"), (request, caller) -> {
                    out.println(
                            "offered " + request.submission().documentEntries().count() + ";");
                    return RegistryResponse.SUCCESS;
                }),
                new AuditTrail(new InMemoryAuditSpool(1 << 22), us, InstantSource.system(), 1 << 20),
                new DocumentRepository.Surroundings(InstantSource.system(), UUID::randomUUID));
    }

    private static Status provide(DocumentRepository repository, long number, long size) {
        String name = "d" + number;
        return repository
                .provideAndRegisterDocumentSet()
                .perform(
                        new ProvideAndRegisterDocumentSetRequest(
                                Submissions.ofOneManifest(name),
                                List.of(new ProvidedDocument(
                                        Submissions.uuid(name).value(),
                                        // of a size of its own, for the same bytes would be one file
                                        new Pattern(size + number)))),
                        Caller.self("test"))
                .status();
    }

    private static long retrieve(DocumentRepository repository, long number) throws IOException {
        var response = repository
                .retrieveDocumentSet()
                .perform(
                        new RetrieveDocumentSetRequest(
                                List.of(new DocumentRequest(null, Submissions.REPOSITORY.value(), uniqueId(number)))),
                        Caller.self("test"));
        try (InputStream in = response.documents().getFirst().content().open()) {
            long bytes = in.transferTo(OutputStream.nullOutputStream());
            response.delivery().complete();
            return bytes;
        }
    }

    /** As many bytes as asked for, made while they are read. */
    private record Pattern(long length) implements DocumentContent {
        @Override
        public InputStream open() {
            return new InputStream() {
                private long left = length;

                @Override
                public int read() {
                    return left-- > 0 ? (int) (left & 0x7f) : -1;
                }

                @Override
                public int read(byte[] bytes, int offset, int wanted) {
                    if (left <= 0) {
                        return -1;
                    }
                    int read = (int) Math.min(left, wanted);
                    left -= read;
                    return read;
                }
            };
        }
    }
}
