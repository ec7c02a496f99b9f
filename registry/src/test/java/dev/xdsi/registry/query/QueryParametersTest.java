package dev.xdsi.registry.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.registry.query.ParameterRule.Presence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryParametersTest {
    private static final Path WRITTEN = Path.of("target/stored-queries.md");
    private static final Path SHIPPED =
            Path.of(System.getProperty("xdsi.root", "..")).resolve("docs/stored-queries.md");

    @ParameterizedTest
    @CsvSource({
        "FindDocuments,               urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d, 2, 15, 0, 0",
        "FindSubmissionSets,          urn:uuid:f26abbcb-ac74-4422-8a30-edb644bbc1a9, 2, 5, 0, 0",
        "FindFolders,                 urn:uuid:958f3006-baad-4929-a4de-ff1114824431, 2, 3, 0, 0",
        "GetAll,                      urn:uuid:10b545ea-725c-446d-9b95-8aeb444eddf3, 4, 4, 0, 0",
        "GetDocuments,                urn:uuid:5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4, 0, 0, 3, 0",
        "GetFolders,                  urn:uuid:5737b14c-8a1a-4539-b659-e03a34a5e1e4, 0, 0, 3, 0",
        "GetAssociations,             urn:uuid:a7ae438b-4bc2-4642-93e9-be891f7bb155, 1, 1, 0, 0",
        "GetDocumentsAndAssociations, urn:uuid:bab9529a-4a10-40b3-a01f-f68a615d247a, 0, 1, 2, 0",
        "GetSubmissionSets,           urn:uuid:51224314-5390-4169-9b91-b1980040715a, 1, 0, 0, 0",
        "GetSubmissionSetAndContents, urn:uuid:e8e3cb2c-e39c-46b9-99e4-c12f57260b83, 0, 3, 2, 0",
        "GetFolderAndContents,        urn:uuid:b909a503-523d-4517-8acf-8e5834dfc4c7, 0, 4, 2, 0",
        "GetFoldersForDocument,       urn:uuid:10cae35a-c7f9-4cf5-b61e-fc3278ffb578, 0, 1, 2, 0",
        "GetRelatedDocuments,         urn:uuid:d90e5407-b356-4d91-a89f-873917b4b0e6, 1, 2, 2, 0",
        "FindDocumentsByReferenceId,  urn:uuid:12941a89-e02e-4be5-967c-ce4bfc8fe492, 3, 15, 0, 0",
        "FindDocumentsForMultiplePatients, urn:uuid:3d1bdb10-39a2-11de-89c2-2f44d94eaa9f, 1, 12, 0, 4",
        "FindFoldersForMultiplePatients,   urn:uuid:50d3f5ac-39a2-11de-a1ca-b366239e58df, 1, 2, 0, 2",
        "FindDocumentsByReferenceIdForMultiplePatients, urn:uuid:1191642d-86c4-42d8-b784-f95445f9f0d5, 2, 16, 0, 0",
    })
    void hasTheRowsOfTheStandard(String name, String id, int required, int optional, int alternative, int atLeastOne) {
        assertThat(all().filter(query -> query.id().equals(id))).singleElement().satisfies(query -> {
            assertThat(query.name()).isEqualTo(name);
            assertThat(query.reference()).matches("ITI TF-2: 3\\.(18|51)\\.4\\.1\\.2\\.3.*");
            assertThat(count(query, Presence.REQUIRED)).isEqualTo(required);
            assertThat(count(query, Presence.OPTIONAL)).isEqualTo(optional);
            assertThat(count(query, Presence.ALTERNATIVE)).isEqualTo(alternative);
            assertThat(count(query, Presence.AT_LEAST_ONE)).isEqualTo(atLeastOne);
        });
    }

    private static Stream<QueryParameters> all() {
        return Arrays.stream(QueryTable.values()).flatMap(table -> table.queries().stream());
    }

    private static long count(QueryParameters query, Presence presence) {
        return query.rules().stream()
                .filter(rule -> rule.presence() == presence)
                .count();
    }

    @Test
    void onlyTheAttributesOfTheStandardTakeAndOr() {
        List<String> andOr = all().flatMap(query -> query.rules().stream())
                .map(ParameterRule::parameter)
                .filter(Parameter::andOr)
                .map(Parameter::name)
                .distinct()
                .toList();

        assertThat(andOr)
                .containsExactlyInAnyOrder(
                        "$XDSDocumentEntryEventCodeList",
                        "$XDSDocumentEntryConfidentialityCode",
                        "$XDSDocumentEntryReferenceIdList",
                        "$XDSFolderCodeList");
    }

    @Test
    void idsAreDifferent() {
        assertThat(all()).extracting(QueryParameters::id).doesNotHaveDuplicates();
    }

    @Test
    void printsAsTheStandardDoes() {
        assertThat(QueryTable.REGISTRY_STORED_QUERY.query("urn:uuid:5737B14C-8a1a-4539-b659-e03a34a5e1e4"))
                .map(QueryParameters::toString)
                .hasValue("""
                    ### GetFolders

                    `urn:uuid:5737b14c-8a1a-4539-b659-e03a34a5e1e4` · ITI TF-2: 3.18.4.1.2.3.7.6

                    | Parameter | | Values | A value is |
                    |---|---|---|---|
                    | `$XDSFolderEntryUUID` | exactly one of these | several | an entryUUID |
                    | `$XDSFolderUniqueId` | exactly one of these | several | a text |
                    | `$XDSFolderLogicalID` | exactly one of these | several | an entryUUID |\
                    """.stripIndent());
    }

    @Test
    void theShippedFileIsWhatTheQueriesTake() throws IOException {
        Files.writeString(WRITTEN, document());

        assertThat(SHIPPED).as("a copy of registry/" + WRITTEN).hasSameTextualContentAs(WRITTEN);
    }

    private static String document() {
        return """
                # Stored queries

                What the Document Registry can be asked, and the parameters of each query. The tables are the rules by which a request is judged;
                this page is printed from them.

                * A text is written `'text'`, a quote inside it doubled; several as `('a','b')`, in one `Value` or in several. Double quotes are taken too, and
                  lists without parentheses. Numbers and times need no quotes.
                * The values of one Slot are alternatives. A parameter with AND/OR may be repeated as a Slot, and each of the Slots must be met.
                * A code is `code^^codingScheme`; both count, and a display name does not.
                * A pattern is one of SQL's LIKE: `%%` stands for any characters, `_` for one.
                * A time is UTC and may be as short as a year. `From` is included and `To` is not; an object without the time is inside every window.
                * A parameter that the query does not have is ignored. At most %d values are taken in one request, %d patient ids and %d patterns in
                  one parameter.
                * `AdhocQuery/@home` may name the community of the registry. It is then named with everything found; any other is an
                  `XDSUnknownCommunity`.
                * An answer that would be longer than `registry.max-results` (objects) or `registry.max-references` (ObjectRef) is an
                  `XDSTooManyResults`.

                %s
                """.formatted(
                        ParameterCheck.MAX_VALUES,
                        ParameterCheck.MAX_PATIENTS,
                        ParameterCheck.MAX_PATTERNS,
                        Arrays.stream(QueryTable.values())
                                .map(table -> "## " + table.title() + "\n\n"
                                        + table.queries().stream()
                                                .map(QueryParameters::toString)
                                                .collect(Collectors.joining("\n\n")))
                                .collect(Collectors.joining("\n\n")));
    }
}
