package dev.xdsi.journey;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.consumer.iti43.RetrieveDocumentSetClient;
import dev.xdsi.gateway.RunningGateway;
import dev.xdsi.gateway.cli.CommandLines;
import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.RepositorySettings;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.imaging.rad68.ProvideAndRegisterImagingDocumentSetClient;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.RegistryObject;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.RegistryObjectDraft.Kind;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.repository.RemoveDocumentsEndpoint;
import dev.xdsi.repository.store.HeapContent;
import dev.xdsi.repository.store.s3.S3Bucket;
import dev.xdsi.repository.store.s3.S3Server;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.client.ClientTimeouts;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.soap.ebrim.DocumentRequestCodec;
import dev.xdsi.soap.ebrim.RegistryResponseCodec;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest.ProvidedDocument;
import dev.xdsi.transaction.iti43.DocumentRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetRequest;
import dev.xdsi.transaction.iti43.RetrievedDocument;
import dev.xdsi.transaction.iti86.RemoveDocumentsRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that keeps its documents encrypted in a bucket, through everything that happens to it in some years. */
@Tag("integration")
class EncryptedBucketJourneyTest {
    private static final String SECRET = "Mary Muster has the flu. ";
    /** One that fits into a block, one of several blocks, one that is sent in parts. */
    private static final Map<String, String> DOCUMENTS =
            new TreeMap<>(Map.of("small", SECRET, "larger", SECRET.repeat(30_000), "largest", SECRET.repeat(400_000)));

    @TempDir
    private Path folder;

    private final SoapClients clients = new SoapClients(
            new SoapSettings(SoapLimits.DEFAULT, Path.of(System.getProperty("java.io.tmpdir")), UUID::randomUUID),
            null,
            ClientTimeouts.DEFAULT);
    private S3Server server;
    private RunningGateway gateway;

    @BeforeEach
    void start() throws Exception {
        server = new S3Server(Files.createDirectory(folder.resolve("s3")));
        for (int year = 2026; year < 2028; year++) {
            byte[] key = new byte[32];
            Arrays.fill(key, (byte) year);
            Files.writeString(folder.resolve(year + ".key"), Base64.getEncoder().encodeToString(key));
        }
        gateway = start("of-2026", 2026);
    }

    @AfterEach
    void stop() throws Exception {
        gateway.close();
        server.close();
    }

    @Test
    void documentsLiveThroughOutageRestartAndRotationAndNobodyElseCanReadThem() throws Exception {
        assertThat(submit(DOCUMENTS)).isEqualTo(RegistryResponse.SUCCESS);
        assertThat(retrieved(DOCUMENTS)).isEqualTo(DOCUMENTS);
        assertThat(objects()).hasSize(3);
        assertNothingIsReadable();

        Map<String, String> another = Map.of("another", SECRET + "Still.");
        server.stop();
        assertThat(submit(another).errors())
                .extracting(XdsError::errorCode)
                .containsExactly(ErrorCode.XDSRepositoryError);
        assertThat(retrieved(DOCUMENTS)).isEmpty();
        server.startAgain();
        assertThat(retrieved(another)).isEmpty();
        assertThat(objects()).as("nothing was kept").hasSize(3);
        assertThat(submit(another)).isEqualTo(RegistryResponse.SUCCESS);
        assertThat(retrieved(DOCUMENTS)).isEqualTo(DOCUMENTS);

        String both = keys(2026, 2027);
        assertThat(rewrap(both, "of-2027")).as("while the gateway runs").isEqualTo(1);
        gateway.close();
        assertThatThrownBy(() -> start("")).as("without any key").hasStackTraceContaining("repository.encryption.keys");
        assertThat(rewrap(both, "of-2027")).isZero();
        gateway = start("of-2027", 2027);
        assertThat(retrieved(DOCUMENTS)).isEqualTo(DOCUMENTS);
        assertThat(retrieved(another)).isEqualTo(another);
        assertNothingIsReadable();

        assertThat(remove("largest")).isEqualTo(RegistryResponse.SUCCESS);
        assertThat(retrieved(DOCUMENTS)).containsOnlyKeys("larger", "small");
        assertThat(objects()).hasSize(3);
    }

    private RunningGateway start(String current, int... years) throws Exception {
        S3Bucket bucket = server.bucket("");
        Configuration configuration = RunningGateway.configuration(folder.resolve("data"))
                .with(Settings.ACTORS, "registry, repository")
                .with(Settings.AUDIT_TRANSPORT, "udp")
                .with(RepositorySettings.STORAGE, RepositorySettings.S3)
                .with(RepositorySettings.BUCKET.endpoint(), String.valueOf(bucket.endpoint()))
                .with(RepositorySettings.BUCKET.bucket(), bucket.bucket())
                .with(RepositorySettings.BUCKET.accessKey(), access(bucket).keyId())
                .with(RepositorySettings.BUCKET.secretKey(), access(bucket).secret())
                .with(RepositorySettings.ENCRYPTION_KEYS, keys(years))
                .with(RepositorySettings.ENCRYPTION_CURRENT, current);
        return RunningGateway.start(configuration);
    }

    private static S3Bucket.Access access(S3Bucket bucket) {
        S3Bucket.Access access = bucket.access();
        if (access == null) {
            throw new AssertionError("the server asks for signatures");
        }
        return access;
    }

    private String keys(int... years) {
        return String.join(
                ", ",
                Arrays.stream(years)
                        .mapToObj(year -> "of-" + year + "=file:" + folder.resolve(year + ".key"))
                        .toList());
    }

    /** As an operator does it, who has written down the same in a file. */
    private int rewrap(String keys, String current) throws IOException {
        S3Bucket bucket = server.bucket("");
        Path file = Files.writeString(folder.resolve("xdsi.yaml"), """
                data: %s
                repository:
                  storage: s3
                  s3:
                    endpoint: %s
                    bucket: %s
                    access-key: %s
                    secret-key: %s
                  encryption:
                    keys: %s
                    current: %s
                """.formatted(
                        folder.resolve("data"),
                        bucket.endpoint(),
                        bucket.bucket(),
                        access(bucket).keyId(),
                        access(bucket).secret(),
                        keys,
                        current));
        return CommandLines.execute("storage", "rewrap", "--config", file.toString());
    }

    private RegistryResponse submit(Map<String, String> documents) {
        String set = documents.keySet() + "-set";
        List<RegistryObject> objects = new ArrayList<>(List.of(Submissions.submissionSet(set)));
        List<ProvidedDocument> provided = new ArrayList<>();
        documents.forEach((name, text) -> {
            objects.add(Submissions.manifest(name));
            objects.add(Submissions.member(name + "-member", Submissions.uuid(set), Submissions.uuid(name)));
            provided.add(new ProvidedDocument(Submissions.uuid(name).value(), HeapContent.of(text)));
        });
        SubmissionDraft submission =
                new SubmissionDraft(Submissions.of(objects.toArray(RegistryObject[]::new)).objects().stream()
                        .map(object -> object.kind() == Kind.ExtrinsicObject ? undetermined(object) : object)
                        .toList());
        return new ProvideAndRegisterImagingDocumentSetClient(clients, gateway.ihe("/repository"))
                .perform(new ProvideAndRegisterDocumentSetRequest(submission, provided), Caller.self("test"));
    }

    /** Without what the repository finds out itself. */
    private static RegistryObjectDraft undetermined(RegistryObjectDraft entry) {
        return SoapPartner.changed(
                entry, slots -> SoapPartner.without(slots, List.of("hash", "size", "repositoryUniqueId")));
    }

    /** Those that are given out. */
    private Map<String, String> retrieved(Map<String, String> documents) throws IOException {
        Map<String, String> names = new TreeMap<>();
        documents.keySet().forEach(name -> names.put(uniqueId(name), name));
        var response = new RetrieveDocumentSetClient(clients, gateway.ihe("/repository"))
                .perform(new RetrieveDocumentSetRequest(requests(documents.keySet().stream())), Caller.self("test"));
        Map<String, String> retrieved = new TreeMap<>();
        for (RetrievedDocument document : response.documents()) {
            try (InputStream in = document.content().open()) {
                retrieved.put(
                        names.getOrDefault(document.request().documentUniqueId(), "unknown"),
                        new String(in.readAllBytes(), UTF_8));
            }
        }
        response.delivery().complete();
        return retrieved;
    }

    private RegistryResponse remove(String name) {
        return RegistryResponseCodec.decode(
                clients.connect(RemoveDocumentsEndpoint.CONTRACT, gateway.ihe("/remove-documents"))
                        .documentRepositoryRemoveDocuments(
                                DocumentRequestCodec.encode(new RemoveDocumentsRequest(requests(Stream.of(name))))),
                ErrorCode.XDSRepositoryError);
    }

    private static List<DocumentRequest> requests(Stream<String> names) {
        return names.map(name -> new DocumentRequest(null, Settings.REPOSITORY_UNIQUE_ID.initial(), uniqueId(name)))
                .toList();
    }

    private static String uniqueId(String name) {
        return Submissions.manifest(name).uniqueId();
    }

    private void assertNothingIsReadable() throws IOException {
        for (Path object : objects()) {
            assertThat(Files.readString(object, ISO_8859_1)).as("%s", object).doesNotContain("Mary");
        }
    }

    /** Whatever the server has on its disk, but for the note to which index it belongs. */
    private List<Path> objects() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("s3"))) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("documents/index"))
                    .toList();
        }
    }
}
