package dev.xdsi.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.consumer.iti43.RetrieveDocumentSetClient;
import dev.xdsi.dicom.net.ApplicationEntity;
import dev.xdsi.dicom.net.Association;
import dev.xdsi.dicom.net.AssociationRejected;
import dev.xdsi.dicom.net.PresentationContextPlan;
import dev.xdsi.dicom.net.PresentationContextPlan.Pair;
import dev.xdsi.gateway.CommandLine;
import dev.xdsi.gateway.RunningGateway;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.gateway.demo.PhantomStudy;
import dev.xdsi.gateway.share.InstanceSender;
import dev.xdsi.gateway.share.StudyFiles;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.RegistryResponse.Status;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.SlotDraft;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.client.ClientTimeouts;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.iti43.DocumentRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** What partners do wrong is answered in clear words, leaves nothing behind, and does not disturb the next one. */
@Tag("integration")
class WrongInputTest {
    private static final ApplicationEntity SENDER = ApplicationEntity.of("WRONG");

    @TempDir
    private static Path folder;

    private static RunningGateway gateway;
    private static SoapPartner partner;

    private Set<Path> keptBefore = Set.of();
    private int registeredBefore;

    @BeforeAll
    static void start() throws Exception {
        gateway = RunningGateway.start(folder.resolve("data"));
        partner = new SoapPartner(gateway, folder);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void lookBefore() throws Exception {
        keptBefore = kept();
        registeredBefore = partner.registered();
    }

    @AfterEach
    void nothingIsLeftAndTheNextRequestSucceeds(TestInfo test) throws Exception {
        assertThat(kept()).isEqualTo(keptBefore);
        assertThat(partner.registered()).isEqualTo(registeredBefore);
        assertThat(gateway.health().path("code").asInt()).isEqualTo(200);
        assertThat(partner.submit("after " + test.getDisplayName(), UnaryOperator.identity()))
                .isEqualTo(RegistryResponse.SUCCESS);
        assertThat(partner.registered()).isEqualTo(registeredBefore + 1);
    }

    /** Every document and instance on disk. */
    private static Set<Path> kept() throws Exception {
        Set<Path> kept = new TreeSet<>();
        for (String part : List.of("documents", "instances")) {
            try (Stream<Path> files = Files.walk(folder.resolve("data").resolve(part))) {
                files.filter(Files::isRegularFile).forEach(kept::add);
            }
        }
        return kept;
    }

    @Test
    void fetchingAStudyThatWasNeverPublishedHereSaysWhatToDo(@TempDir Path work) throws Exception {
        CommandLine.Ended ended = CommandLine.xdsi(
                work,
                Map.of(
                        "XDSI_DATA", gateway.configuration().get(Settings.DATA).toString(),
                        "XDSI_PORTAL_PORT",
                                "" + gateway.gateway().addresses().portal().getPort(),
                        "XDSI_IHE_PLAIN_PORT",
                                "" + gateway.gateway().addresses().ihePlain().getPort()),
                "fetch",
                "1.2.3.4",
                "--out",
                work.resolve("out").toString());

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.printed()).contains("did not publish a study 1.2.3.4", "--patient", "./xdsi find");
        assertThat(work.resolve("out")).doesNotExist();
    }

    @Test
    void aSoap11MessageIsToldToSpeakSoap12() throws Exception {
        String message = "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body/></s:Envelope>";

        HttpResponse<byte[]> answer = gateway.send(HttpRequest.newBuilder(gateway.ihe("/registry"))
                .header("Content-Type", "text/xml; charset=UTF-8")
                .header("SOAPAction", "\"urn:ihe:iti:2007:RegistryStoredQuery\"")
                .POST(BodyPublishers.ofString(message)));

        assertThat(answer.statusCode()).isBetween(400, 599);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("VersionMismatch", "SOAP 1.2 only");
    }

    @Test
    void threeFaultsOfASubmissionAreThreeErrors() {
        RegistryResponse answer = partner.submit(
                "faulty",
                slots -> SoapPartner.without(slots, List.of("creationTime", "languageCode", "sourcePatientId")));

        assertThat(answer.status()).isEqualTo(Status.FAILURE);
        assertThat(answer.errors())
                .hasSize(3)
                .allSatisfy(error -> assertThat(error.errorCode())
                        .isIn(ErrorCode.XDSRegistryMetadataError, ErrorCode.XDSRepositoryMetadataError));
        assertThat(answer.errors().stream().map(XdsError::codeContext).toList().toString())
                .contains("creationTime", "languageCode", "sourcePatientId");
    }

    /** The audit trail is told of it, and goes on. */
    @Test
    void anIdAsLongAsNoIndexTakesIsUnknown() throws Exception {
        String uniqueId = new Random(1)
                .ints(4000, 'A', 'z' + 1)
                .filter(Character::isLetter)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        SoapSettings settings = new SoapSettings(SoapLimits.DEFAULT, folder, UUID::randomUUID);
        RetrieveDocumentSetClient repository = new RetrieveDocumentSetClient(
                new SoapClients(settings, null, ClientTimeouts.DEFAULT), gateway.ihe("/repository"));

        RetrieveDocumentSetResponse answer = repository.perform(
                new RetrieveDocumentSetRequest(List.of(new DocumentRequest(null, "1.2.3", uniqueId))),
                Caller.self(Caller.ANONYMOUS));
        answer.delivery().complete();

        assertThat(answer.outcome().status()).isEqualTo(Status.FAILURE);
        assertThat(gateway.gateway().flushAudit(Duration.ofSeconds(20))).isTrue();
        assertThat(gateway.client().auditRecords(-1, 100).toString()).contains(uniqueId.substring(0, 100));
    }

    @Test
    void aDocumentOtherThanItsHashIsRefused() {
        RegistryResponse answer = partner.submit(
                "changed",
                slots -> SoapPartner.with(
                        SoapPartner.with(slots, SlotDraft.of("hash", "a".repeat(40))),
                        SlotDraft.of("size", "" + SoapPartner.DOCUMENT.length())));

        assertThat(answer.status()).isEqualTo(Status.FAILURE);
        assertThat(answer.errors()).singleElement().satisfies(error -> {
            assertThat(error.errorCode()).isEqualTo(ErrorCode.XDSRepositoryMetadataError);
            assertThat(error.codeContext()).contains("hash", "a".repeat(40));
        });
    }

    @Test
    void aTruncatedFileIsRefusedByCStore() throws Exception {
        StudyFiles files = StudyFiles.under(List.of(truncated("c-store")));

        Map<?, String> refused = new InstanceSender(SENDER, gateway.stage().dicom())
                .send(files.studies().firstEntry().getValue(), stored -> {});

        assertThat(refused).hasSize(1);
        assertThat(refused.values().iterator().next()).as("status").isNotEmpty();
    }

    @Test
    void aTruncatedFileIsRefusedByStow() throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes("--b\r\nContent-Type: application/dicom\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(Files.readAllBytes(truncated("stow")));
        body.writeBytes("\r\n--b--\r\n".getBytes(StandardCharsets.US_ASCII));

        HttpResponse<byte[]> answer = gateway.send(HttpRequest.newBuilder(gateway.ihe("/dicom-web/studies"))
                .header("Content-Type", "multipart/related; type=\"application/dicom\"; boundary=b")
                .POST(BodyPublishers.ofByteArray(body.toByteArray())));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("00081198");
    }

    @Test
    void aTruncatedFileIsNamedByShare() throws Exception {
        Path file = truncated("share");
        Path config = Files.writeString(folder.resolve("share.yaml"), """
            portal: {port: %d}
            ihe: {plain: {port: %d}}
            dicom: {port: %d}
            """.formatted(
                        gateway.gateway().addresses().portal().getPort(),
                        gateway.gateway().addresses().ihePlain().getPort(),
                        gateway.gateway().addresses().dicom().getPort()));

        CommandLine.Ended ended = CommandLine.xdsi(
                Files.createDirectories(folder.resolve("share")),
                Map.of(),
                "share",
                "--config",
                config.toString(),
                file.toString());

        assertThat(ended.exitCode()).as(ended.printed()).isEqualTo(1);
        assertThat(ended.printed()).contains("refused: " + file);
    }

    /** A phantom image that ends within its pixels. */
    private static Path truncated(String name) throws Exception {
        Path study = folder.resolve("to-cut-" + name);
        new PhantomStudy("CUT", 1, 32, LocalDateTime.of(2024, 1, 2, 3, 4)).write(study, UUID::randomUUID);
        byte[] whole = Files.readAllBytes(PhantomStudy.files(study).getFirst());
        return Files.write(folder.resolve("cut-" + name + ".dcm"), Arrays.copyOf(whole, whole.length - 1000));
    }

    @Test
    void anAssociationForNothingWeKnowIsRefused() {
        var plan = PresentationContextPlan.of(List.of(new Pair("1.2.3.4.5.6.7", "1.2.840.10008.1.2")));

        assertThatThrownBy(() -> Association.open(SENDER, gateway.stage().dicom(), plan))
                .isInstanceOf(AssociationRejected.class)
                .hasMessageContaining("1.2.3.4.5.6.7");
    }
}
