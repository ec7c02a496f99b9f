package dev.xdsi.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.xdsi.gateway.Gateway;
import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.ConfigurationReader;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.interop.ForeignClient.Seen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client of another make shares a document over our actors and gets it back as it was (ITI-41, ITI-18, ITI-43). */
class IndependentClientTest {
    private static final String UNKNOWN_DOCUMENT = "1.2.3.4.5.6.7.8.9";

    /** What a repository and a registry add to an entry (ITI TF-3: 4.2.3.2), and what a client need not send. */
    private static final List<String> ADDED_ON_THE_WAY =
            List.of("availabilityStatus", "hash", "size", "repositoryUniqueId", "logicalUuid", "version");

    @TempDir
    private static Path folder;

    private static Configuration configuration;
    private static Gateway gateway;

    @BeforeAll
    static void start() throws Exception {
        Map<String, String> environment =
                new HashMap<>(Map.of("XDSI_DATA", folder.resolve("data").toString()));
        for (var port : List.of(
                Settings.PORTAL_PORT,
                Settings.IHE_PLAIN_PORT,
                Settings.IHE_TLS_PORT,
                Settings.DICOM_PORT,
                Settings.AUDIT_PORT)) {
            environment.put(port.variable(), "0");
        }
        configuration = new ConfigurationReader(environment).read(null);
        gateway = Gateway.start(configuration);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static String url(String path) {
        return gateway.addresses().ihePlain() + path;
    }

    private static String patient(String id) {
        return id + "^^^&" + configuration.get(Settings.PATIENT_AUTHORITY).value() + "&ISO";
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
        client.retrieve(
                        url("/repository"),
                        entry.path("repositoryUniqueId").asText(),
                        entry.path("uniqueId").asText(),
                        received)
                .withoutComplaint();
        assertThat(received).hasSameBinaryContentAs(sent);
    }

    @Test
    void itUnderstandsWhyADocumentIsNotThere() {
        Seen seen = new ForeignClient(folder)
                .retrieve(
                        url("/repository"),
                        configuration.get(Settings.REPOSITORY_UNIQUE_ID).value(),
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
