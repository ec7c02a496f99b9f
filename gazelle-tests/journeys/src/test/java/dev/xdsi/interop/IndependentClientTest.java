package dev.xdsi.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.io.DataSetDiff;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.net.ApplicationEntity;
import dev.xdsi.gateway.RunningGateway;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.gateway.demo.PhantomStudy;
import dev.xdsi.gateway.share.InstanceFile;
import dev.xdsi.gateway.share.InstanceSender;
import dev.xdsi.gateway.share.StudyFiles;
import dev.xdsi.interop.ForeignClient.Seen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client of another make shares a document over our actors and gets it back as it was (ITI-41, ITI-18, ITI-51, ITI-43). */
@org.junit.jupiter.api.Tag("integration")
class IndependentClientTest {
    private static final String UNKNOWN_DOCUMENT = "1.2.3.4.5.6.7.8.9";

    /** What a repository and a registry add to an entry (ITI TF-3: 4.2.3.2), and what a client need not send. */
    private static final List<String> ADDED_ON_THE_WAY =
            List.of("availabilityStatus", "hash", "size", "repositoryUniqueId", "logicalUuid", "version");

    @TempDir
    private static Path folder;

    private static RunningGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        gateway = RunningGateway.start(folder.resolve("data"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static String url(String path) {
        return gateway.ihe(path).toString();
    }

    private static String patient(String id) {
        return gateway.patient(id).cx();
    }

    @Test
    void whatItSubmitsItFindsAndRetrievesUnchanged() throws Exception {
        var client = new ForeignClient(folder);
        byte[] bytes = new byte[300_000];
        new Random(41).nextBytes(bytes);
        Path sent = Files.write(folder.resolve("sent.bin"), bytes);

        Seen submitted =
                client.submit(url("/repository"), patient("IPF-1"), sent).withoutComplaint();
        Seen found = client.find(url("/registry"), patient("IPF-1")).withoutComplaint();

        JsonNode entry = found.of("documentEntry", "FindDocuments").getFirst();
        assertThat(withoutWhatIsAdded(entry))
                .isEqualTo(withoutWhatIsAdded(submitted.values("documentEntry").getFirst()));
        assertThat(entry.path("size").asLong()).isEqualTo(bytes.length);
        assertThat(found.of("reference", "FindDocuments/ObjectRef")).hasSize(1);
        assertThat(found.of("documentEntry", "GetDocuments")).containsExactly(entry);
        assertThat(found.of("association", "GetAssociations")).hasSize(1);
        assertThat(found.of("submissionSet", "FindSubmissionSets")).hasSize(1);
        assertThat(found.of("documentEntry", "GetSubmissionSetAndContents")).containsExactly(entry);

        Path received = folder.resolve("received.bin");
        List<String> ids = List.of(
                entry.path("repositoryUniqueId").asText(),
                entry.path("uniqueId").asText());
        Seen taken = client.takeAway(url("/repository"), url("/remove-documents"), ids, received)
                .withoutComplaint();
        assertThat(received).hasSameBinaryContentAs(sent);
        assertThat(taken.of("answer")).hasSize(2);
        assertThat(client.retrieve(url("/repository"), ids.getFirst(), ids.getLast(), folder.resolve("nothing.bin"))
                        .of("document"))
                .isEmpty();
    }

    /** ITI-18 and ITI-51: two documents, the second appended to the first, and a folder with the first. */
    @Test
    void itAsksEveryQueryAndReadsEveryAnswer() throws Exception {
        var client = new ForeignClient(folder);
        Path first = Files.writeString(folder.resolve("first.txt"), "first");
        Path second = Files.writeString(folder.resolve("second.txt"), "second");
        client.submit(url("/repository"), patient("IPF-3"), first, second).withoutComplaint();

        Seen found = client.find(url("/registry"), patient("IPF-3")).withoutComplaint();

        assertThat(counts(found, "documentEntry"))
                .containsOnly(
                        entry("FindDocuments", 2),
                        entry("GetDocuments", 2),
                        entry("GetDocumentsAndAssociations", 2),
                        // of either document both
                        entry("GetRelatedDocuments", 4),
                        entry("FindDocumentsByReferenceId", 2),
                        entry("GetSubmissionSetAndContents", 2),
                        entry("GetFolderAndContents", 1),
                        entry("GetAll", 2),
                        entry("FindDocumentsForMultiplePatients", 2),
                        entry("FindDocumentsByReferenceIdForMultiplePatients", 2));
        // Whichever query found it, IPF understands the same entry.
        assertThat(new HashSet<>(found.values("documentEntry")))
                .hasSize(2)
                .isEqualTo(Set.copyOf(found.of("documentEntry", "FindDocuments")));
        assertThat(new HashSet<>(found.values("folder"))).hasSize(1);
        assertThat(new HashSet<>(found.values("submissionSet"))).hasSize(1);
        assertThat(counts(found, "folder"))
                .containsOnly(
                        entry("GetFoldersForDocument", 1),
                        entry("FindFolders", 1),
                        entry("GetFolders", 1),
                        entry("GetFolderAndContents", 1),
                        // with what an update has left behind, which is nothing here
                        entry("GetFolderAndContents/Deprecated", 1),
                        entry("GetSubmissionSetAndContents", 1),
                        entry("GetAll", 1),
                        entry("FindFoldersForMultiplePatients", 1));
        assertThat(counts(found, "submissionSet"))
                .containsOnly(
                        entry("FindSubmissionSets", 1),
                        entry("GetSubmissionSets", 1),
                        entry("GetSubmissionSetAndContents", 1),
                        entry("GetAll", 1));
        assertThat(counts(found, "association"))
                .contains(
                        entry("GetAssociations", 4),
                        entry("GetDocumentsAndAssociations", 4),
                        entry("GetRelatedDocuments", 2),
                        entry("GetSubmissionSets", 2),
                        entry("GetFolderAndContents", 1));
    }

    /** How many objects of a kind each query has found. */
    private static Map<String, Long> counts(Seen found, String kind) {
        return found.of(kind).stream()
                .collect(Collectors.groupingBy(line -> line.path("query").asText(), Collectors.counting()));
    }

    private static Map.Entry<String, Long> entry(String query, long count) {
        return Map.entry(query, count);
    }

    @Test
    void whatItRegistersItUpdatesAndRemoves() {
        var client = new ForeignClient(folder);

        Seen administered = client.administer(
                        List.of(url("/registry"), url("/metadata-update"), url("/update-responder")), patient("IPF-3"))
                .withoutComplaint();

        assertThat(administered.of("answer")).hasSize(6);
        assertThat(administered.of("documentEntry", "FindDocuments/AnyKind"))
                .hasSize(2)
                .anySatisfy(entry -> assertThat(entry.path("title").toString()).contains("Twice corrected"));
    }

    /** ITI-8 in both versions of HL7 v2, and ITI-44: added, changed, merged, separated, merged again. */
    @Test
    void itFeedsRevisesAndMergesPatients() throws Exception {
        Seen fed = new ForeignClient(folder)
                .feed(
                        url("/patient-identity-feed"),
                        gateway.gateway().addresses().mllp(),
                        List.of(patient("IPF-4"), patient("IPF-5")))
                .withoutComplaint();

        assertThat(fed.of("acknowledgement"))
                .extracting(line ->
                        line.path("message").asText() + " " + line.path("code").asText())
                .containsExactly(
                        "ITI-8 A04 2.3.1 AA",
                        "ITI-8 A01 2.5 AA",
                        "ITI-8 A05 2.5 AA",
                        "ITI-8 A08 2.3.1 AA",
                        "ITI-8 A40 2.5 AA",
                        "ITI-44 added CA",
                        "ITI-44 revised CA",
                        "ITI-44 merged CA");
        JsonNode both = gateway.client().patients(Map.of("family", "Smith", "birth", "19700304"));
        assertThat(both.toString()).contains("IPF-4").contains("IPF-5");
    }

    @Test
    void itFetchesAnImageAsItWasSent() throws Exception {
        Path sent = folder.resolve("study");
        new PhantomStudy("IPF-2", 1, 32, LocalDateTime.of(2024, 1, 2, 3, 4)).write(sent, UUID::randomUUID);
        InstanceFile image = StudyFiles.under(List.of(sent))
                .studies()
                .firstEntry()
                .getValue()
                .getFirst();
        new InstanceSender(ApplicationEntity.of("INTEROP"), gateway.stage().dicom()).send(List.of(image), stored -> {});

        Path received = folder.resolve("received.dcm");
        new ForeignClient(folder)
                .images(
                        url("/imaging-source"),
                        List.of(
                                gateway.configuration()
                                        .get(Settings.RETRIEVE_LOCATION_UID)
                                        .value(),
                                image.studyInstanceUID(),
                                Part10.read(image.path()).dataSet().string(Tag.SeriesInstanceUID, ""),
                                image.sopInstanceUID()),
                        received)
                .withoutComplaint();

        assertThat(DataSetDiff.between(
                        Part10.read(image.path()).dataSet(),
                        Part10.read(received).dataSet()))
                .isEmpty();
    }

    @Test
    void itUnderstandsWhyADocumentIsNotThere() {
        Seen seen = new ForeignClient(folder)
                .retrieve(
                        url("/repository"),
                        gateway.configuration()
                                .get(Settings.REPOSITORY_UNIQUE_ID)
                                .value(),
                        UNKNOWN_DOCUMENT,
                        folder.resolve("none.bin"));

        assertThat(seen.of("complaint")).isEmpty();
        assertThat(seen.of("error"))
                .as(seen.log())
                .singleElement()
                .satisfies(error -> assertThat(error.toString()).contains(UNKNOWN_DOCUMENT));
    }

    @Test
    void aPatientOfWhomNothingIsKnownIsAnEmptySuccess() {
        Seen found = new ForeignClient(folder)
                .find(url("/registry"), patient("NOBODY"))
                .withoutComplaint();

        assertThat(found.of("documentEntry")).isEmpty();
        assertThat(found.of("submissionSet")).isEmpty();
    }

    private static JsonNode withoutWhatIsAdded(JsonNode entry) {
        return ((ObjectNode) entry.deepCopy()).remove(ADDED_ON_THE_WAY);
    }
}
