package dev.xdsi.gateway.statement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.registry.query.QueryTable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntegrationStatementTest {
    private static final Path ROOT = Path.of(System.getProperty("xdsi.root", ".."));
    private static final Pattern REQUEST = Pattern.compile("<wsdl:input[^>]*wsam:Action=\"([^\"]*)\"");

    /** The contracts of what this product serves. */
    private static final List<String> CONTRACTS = List.of(
            "DocumentMetadataNotificationBroker",
            "DocumentRegistry",
            "DocumentRepository",
            "ImagingDocumentSource",
            "InitiatingGateway",
            "MetadataUpdate",
            "PatientDiscovery",
            "PatientIdentityFeed",
            "RemoveDocuments",
            "RespondingGateway",
            "RespondingImagingGateway",
            "UpdateResponder");

    /** Patient Identity Feed HL7 V3 [ITI-44] has three messages, of which the first is declared. */
    private static final Set<String> FURTHER_MESSAGES =
            Set.of("urn:hl7-org:v3:PRPA_IN201302UV02", "urn:hl7-org:v3:PRPA_IN201304UV02");

    @Test
    void theShippedFileIsWhatTheCodeDeclares() throws IOException {
        assertThat(ROOT.resolve("docs/integration-statement.md")).hasContent(IntegrationStatement.render());
    }

    @Test
    void versionAndDateAreThoseOfTheChangeLog() throws IOException {
        assertThat(Files.readString(ROOT.resolve("CHANGELOG.md")))
                .contains("## " + IntegrationStatement.VERSION + " (" + IntegrationStatement.DATE + ")");
        assertThat(Files.readString(ROOT.resolve("pom.xml")))
                .contains(">" + IntegrationStatement.VERSION + "-SNAPSHOT<");
    }

    @Test
    void everyOperationOfOurContractsIsDeclaredAsServed() {
        assertThat(CONTRACTS.stream()
                        .flatMap(IntegrationStatementTest::actions)
                        .filter(action -> !FURTHER_MESSAGES.contains(action))
                        .collect(Collectors.toSet()))
                .isEqualTo(served().flatMap(part -> part.transaction().action().stream())
                        .collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @CsvSource({"ITI_18, REGISTRY_STORED_QUERY", "ITI_51, MULTI_PATIENT_STORED_QUERY"})
    void theQueriesDeclaredAreThoseOfTheRegistry(IheTransaction transaction, QueryTable table) {
        String declared = PlayedActor.DOCUMENT_REGISTRY.parts().stream()
                .filter(part -> part.transaction() == transaction)
                .findFirst()
                .orElseThrow()
                .features();

        assertThat(List.of(declared.replaceAll(";.*", "").split(", "))).isEqualTo(table.names());
    }

    private static Stream<Part> served() {
        return Arrays.stream(PlayedActor.values())
                .flatMap(actor -> actor.parts().stream())
                .filter(part -> part.side() == Part.Side.RESPONDS);
    }

    private static Stream<String> actions(String contract) {
        try (InputStream wsdl = IntegrationStatementTest.class.getResourceAsStream("/wsdl/" + contract + ".wsdl")) {
            return REQUEST
                    .matcher(new String(wsdl.readAllBytes(), StandardCharsets.UTF_8))
                    .results()
                    .map(match -> match.group(1))
                    // The end of a subscription is part of the transaction that creates it.
                    .filter(action -> !action.endsWith("/UnsubscribeRequest"))
                    .toList()
                    .stream();
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
