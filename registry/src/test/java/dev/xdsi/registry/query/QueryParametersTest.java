package dev.xdsi.registry.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.registry.query.ParameterRule.Presence;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryParametersTest {

    @ParameterizedTest
    @CsvSource({
        "FindDocuments,               urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d, 2, 15, 0",
        "FindSubmissionSets,          urn:uuid:f26abbcb-ac74-4422-8a30-edb644bbc1a9, 2, 5, 0",
        "GetDocuments,                urn:uuid:5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4, 0, 0, 2",
        "GetAssociations,             urn:uuid:a7ae438b-4bc2-4642-93e9-be891f7bb155, 1, 0, 0",
        "GetSubmissionSetAndContents, urn:uuid:e8e3cb2c-e39c-46b9-99e4-c12f57260b83, 0, 3, 2",
    })
    void hasTheRowsOfTheStandard(String name, String id, int required, int optional, int alternative) {
        assertThat(QueryParameters.of(id)).hasValueSatisfying(query -> {
            assertThat(query.name()).isEqualTo(name);
            assertThat(query.reference()).startsWith("ITI TF-2: 3.18.4.1.2.3.7.");
            assertThat(count(query, Presence.REQUIRED)).isEqualTo(required);
            assertThat(count(query, Presence.OPTIONAL)).isEqualTo(optional);
            assertThat(count(query, Presence.ALTERNATIVE)).isEqualTo(alternative);
        });
    }

    private static long count(QueryParameters query, Presence presence) {
        return query.rules().stream()
                .filter(rule -> rule.presence() == presence)
                .count();
    }

    @Test
    void onlyTheAttributesOfTheStandardTakeAndOr() {
        List<String> andOr = QueryParameters.ALL.stream()
                .flatMap(query -> query.rules().stream())
                .map(ParameterRule::parameter)
                .filter(Parameter::andOr)
                .map(Parameter::name)
                .distinct()
                .toList();

        assertThat(andOr)
                .containsExactlyInAnyOrder("$XDSDocumentEntryEventCodeList", "$XDSDocumentEntryConfidentialityCode");
    }

    @Test
    void idsAreDifferent() {
        assertThat(QueryParameters.ALL).extracting(QueryParameters::id).doesNotHaveDuplicates();
    }

    @Test
    void printsAsDocumentation() {
        assertThat(QueryParameters.of("urn:uuid:5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4"))
                .map(QueryParameters::toString)
                .hasValue("""
                    GetDocuments urn:uuid:5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4 (ITI TF-2: 3.18.4.1.2.3.7.5)
                      $XDSDocumentEntryEntryUUID                    ALTERNATIVE multiple an entryUUID
                      $XDSDocumentEntryUniqueId                     ALTERNATIVE multiple a text\
                    """.stripIndent());
    }
}
