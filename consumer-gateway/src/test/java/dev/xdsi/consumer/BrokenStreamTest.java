package dev.xdsi.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.xdsi.consumer.community.RemoteCommunity;
import dev.xdsi.consumer.initiating.PatientIds;
import dev.xdsi.consumer.iti43.RetrieveDocumentSetClient;
import dev.xdsi.consumer.partner.PartnerException;
import dev.xdsi.consumer.rad69.RetrieveImagingDocumentSetClient;
import dev.xdsi.model.HomeCommunityId;
import dev.xdsi.model.Oid;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.client.ClientTimeouts;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.soap.tls.DemoCertificates;
import dev.xdsi.soap.tls.NodeTls;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.iti43.DocumentRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import dev.xdsi.transaction.iti43.RetrievedDocument;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest.SeriesRequest;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest.StudyRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The far end of a retrieve dies half-way, behind a gateway whose answer has begun: however it dies, nobody takes what came for the
 * whole, and the audit trail says so. M09, M12 and F32, seen from the consumer.
 */
@Tag("integration")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokenStreamTest {
    private static final Caller CONSUMER = Caller.self("consumer");
    private static final HomeCommunityId SOUTH = new HomeCommunityId(new Oid("1.9.3"));
    private static final Duration BUDGET = Duration.ofMinutes(1);
    private static final long PATIENCE = Duration.ofSeconds(30).toNanos();
    private static final String WHOLE = image("1.2.5.1") + "w".repeat(200_000);
    private static final String HALF = image("1.2.5.2");
    private static final List<DocumentRequest> BOTH = List.of(
            new DocumentRequest(SOUTH.urn(), "1.2", "1.2.5.1"), new DocumentRequest(SOUTH.urn(), "1.2", "1.2.5.2"));
    private static final String FAILED = "EventOutcomeIndicator=\"(4|8)\"";
    private static final String CHUNKED = "Transfer-Encoding: chunked";

    @TempDir
    static Path folder;

    private XcaCommunity north;
    private SoapClients consumers;

    /** How the partner ends what it sends of the second document. */
    enum Break {
        IN_A_CHUNK {
            @Override
            void play(String sent, Socket socket, OutputStream out) throws IOException {
                write(out, ScriptedPartner.head(CHUNKED) + Integer.toHexString(sent.length() + 1_000) + "\r\n" + sent);
            }
        },
        WITHOUT_THE_LAST_CHUNK {
            @Override
            void play(String sent, Socket socket, OutputStream out) throws IOException {
                write(out, ScriptedPartner.head(CHUNKED) + chunk(sent));
            }
        },
        WITHOUT_THE_LAST_DELIMITER {
            @Override
            void play(String sent, Socket socket, OutputStream out) throws IOException {
                write(out, ScriptedPartner.head(CHUNKED) + chunk(sent) + chunk(""));
            }
        },
        IN_THE_LAST_DELIMITER {
            @Override
            void play(String sent, Socket socket, OutputStream out) throws IOException {
                write(out, ScriptedPartner.head(CHUNKED) + chunk(sent + "\r\n--") + chunk(""));
            }
        },
        BEFORE_ITS_LENGTH {
            @Override
            void play(String sent, Socket socket, OutputStream out) throws IOException {
                write(out, ScriptedPartner.head("Content-Length: " + (sent.length() + 1_000)) + sent);
            }
        },
        WITH_THE_CONNECTION_ALONE {
            @Override
            void play(String sent, Socket socket, OutputStream out) throws IOException {
                write(out, ScriptedPartner.head("X-Length: unknown") + sent);
            }
        },
        BY_A_RESET {
            @Override
            void play(String sent, Socket socket, OutputStream out) throws IOException {
                write(out, ScriptedPartner.head(CHUNKED) + chunk(sent));
                socket.setSoLinger(true, 0);
            }
        },
        BY_SILENCE {
            @Override
            void play(String sent, Socket socket, OutputStream out) throws IOException {
                write(out, ScriptedPartner.head(CHUNKED) + chunk(sent));
                // Until the gateway has had enough.
                assertThat(socket.getInputStream().read()).isNegative();
            }
        };

        abstract void play(String sent, Socket socket, OutputStream out) throws IOException;

        private static String chunk(String text) {
            return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
        }

        private static void write(OutputStream out, String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }
    }

    @BeforeAll
    void start() throws IOException {
        DemoCertificates authority = new DemoCertificates(folder.resolve("tls"), Clock.systemUTC(), new SecureRandom());
        north = new XcaCommunity(
                "north",
                "1.9.1",
                authority.node("north"),
                folder,
                PatientIds.SAME_EVERYWHERE,
                new ClientTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(2)));
        consumers = new SoapClients(
                new SoapSettings(SoapLimits.DEFAULT, folder, UUID::randomUUID),
                new NodeTls(authority.node("consumer")),
                new ClientTimeouts(Duration.ofSeconds(10), BUDGET));
    }

    @AfterAll
    void stop() {
        north.close();
    }

    @ParameterizedTest
    @EnumSource
    void f32ImagesThatBreakOffAreNotTakenForWhole(Break how) throws IOException {
        try (ScriptedPartner south = south(how)) {
            partner(south.address());
            var source = new RetrieveImagingDocumentSetClient(consumers, north.address("/initiating-imaging-gateway"));

            isBrokenAndRecorded(
                    () -> source.perform(
                            new RetrieveImagingDocumentSetRequest(
                                    List.of(new StudyRequest("1.2.5", List.of(new SeriesRequest("1.2.5.9", BOTH)))),
                                    List.of("1.2.840.10008.1.2.1")),
                            CONSUMER),
                    "RAD-69",
                    "RAD-75");
        }
    }

    @ParameterizedTest
    @EnumSource
    void f32DocumentsThatBreakOffAreNotTakenForWhole(Break how) throws IOException {
        try (ScriptedPartner south = south(how)) {
            partner(south.address());
            var repository = new RetrieveDocumentSetClient(consumers, north.address("/initiating-gateway"));

            isBrokenAndRecorded(
                    () -> repository.perform(new RetrieveDocumentSetRequest(BOTH), CONSUMER), "ITI-43", "ITI-39");
        }
    }

    private static ScriptedPartner south(Break how) throws IOException {
        String sent = ScriptedPartner.retrieved(SOUTH.urn(), "1.2.5.1", "1.2.5.2")
                + WHOLE
                + ScriptedPartner.nextPart("1.2.5.2")
                + HALF;
        return new ScriptedPartner((socket, out) -> how.play(sent, socket, out));
    }

    private static String image(String uid) {
        return new String(TestStudy.image("1.2.5", "1.2.5.9", uid), StandardCharsets.ISO_8859_1);
    }

    private void partner(URI south) {
        north.others.replace(List.of(
                new RemoteCommunity(SOUTH, "south", new RemoteCommunity.Addresses(south, south, null), null, BUDGET)));
    }

    private interface Retrieve {
        RetrieveDocumentSetResponse perform();
    }

    private void isBrokenAndRecorded(Retrieve retrieve, String served, String called) {
        int before = north.trail().size();
        Map<String, String> whole = new LinkedHashMap<>();

        Throwable broken = catchThrowable(() -> read(retrieve.perform(), whole));

        // Before the envelope has passed it is an answer that did not come, afterwards one that broke off.
        assertThat(broken).isInstanceOfAny(IOException.class, PartnerException.class);
        assertThat(whole).doesNotContainKey("1.2.5.2");
        assertThat(whole.getOrDefault("1.2.5.1", WHOLE)).isEqualTo(WHOLE);
        assertThat(records(before, 2))
                .satisfiesExactlyInAnyOrder(
                        record ->
                                assertThat(record).contains('"' + served + '"').containsPattern(FAILED),
                        record ->
                                assertThat(record).contains('"' + called + '"').containsPattern(FAILED));
        assertThat(folder.toFile().list((parent, name) -> name.startsWith("soap-")))
                .isEmpty();
    }

    private static void read(RetrieveDocumentSetResponse answer, Map<String, String> whole) throws IOException {
        try {
            for (RetrievedDocument document : answer.documents()) {
                try (InputStream in = document.content().open()) {
                    whole.put(
                            document.request().documentUniqueId(),
                            new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
                }
            }
            answer.delivery().complete();
        } catch (IOException broken) {
            answer.delivery().fail(broken);
            throw broken;
        }
    }

    /** Those of one retrieve; they are written when its stream has ended. */
    private List<String> records(int from, int count) {
        long end = System.nanoTime() + PATIENCE;
        while (north.trail().size() < from + count && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        List<String> trail = north.trail();
        return trail.subList(from, trail.size());
    }
}
