package dev.xdsi.registry.expected;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.Author;
import dev.xdsi.model.ErrorCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the values of parameters may be written. */
class ParameterCodingTest extends ExpectedActions {
    private static final String CODE = "IMAGES^^1.3.6.1.4.1.19376.1.2.6.1";
    private static final String CLASS_CODE = "$XDSDocumentEntryClassCode";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "('" + CODE + "')",
                "('other^^1.2','" + CODE + "')",
                " ( 'other^^1.2' , '" + CODE + "' ) ",
                "(\"" + CODE + "\")",
                "'" + CODE + "'",
                "'other^^1.2','" + CODE + "'",
            })
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.5",
            value =
                    "Several values are a list in parentheses, each in quotes; double quotes and a missing pair of parentheses"
                            + " are taken too")
    void listsAreTakenInEveryForm(String written) {
        register("s", manifest("a"));

        assertThat(found(findDocuments().with(CLASS_CODE, written))).containsExactly("a");
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.5",
            value = "A list may be split over several Value elements of one Slot: all are alternatives")
    void listsMayBeSplit() {
        register("s", manifest("a"));

        assertThat(found(findDocuments().with(CLASS_CODE, "('x^^1.2','y^^1.2')", "('" + CODE + "')")))
                .containsExactly("a");
        assertThat(found(Ask.of(Query.GetDocuments)
                        .with("$XDSDocumentEntryEntryUUID", "('" + id("b") + "')", "(\"" + id("a") + "\")")))
                .containsExactly("a");
    }

    @Test
    @Expected(reference = "ITI TF-2: 3.18.4.1.2.3.5", value = "A quote inside a text is doubled")
    void innerQuotesAreDoubled() {
        register(
                "s",
                manifest("a").toBuilder()
                        .author(List.of(Author.ofInstitution("9^O'Hara^Eve", "North")))
                        .build());

        assertThat(found(findDocuments().with("$XDSDocumentEntryAuthorPerson", "('9^O''Hara^Eve')")))
                .containsExactly("a");
        assertThat(errors(findDocuments().with("$XDSDocumentEntryAuthorPerson", "('9^O'Hara^Eve')")))
                .containsExactly(ErrorCode.XDSRegistryError);
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.5",
            value = "Numbers and times are written without quotes, and are taken with them")
    void timesNeedNoQuotes() {
        register("s", manifest("a"));

        assertThat(found(findDocuments().with("$XDSDocumentEntryCreationTimeFrom", "2024")))
                .containsExactly("a");
        assertThat(found(findDocuments().with("$XDSDocumentEntryCreationTimeFrom", "'2024'")))
                .containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"('IMAGES')", "('IMAGES^1.3.6')", "('IMAGES^^')", "('^^1.3.6')", "('a^^b^c')"})
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.4",
            value =
                    "A code is written code^^codingScheme, both of them; anything else is refused, and the parameter is named")
    void aCodeHasACodingScheme(String written) {
        var answer = answer(findDocuments().with(CLASS_CODE, written));

        assertThat(answer.objects()).isEmpty();
        assertThat(answer.errors())
                .singleElement()
                .satisfies(error -> assertThat(error.codeContext()).contains(CLASS_CODE, "code^^codingScheme"));
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.7",
            value = "Several values for a parameter that takes one: XDSStoredQueryParamNumber")
    void oneValueWhereOneIsAllowed() {
        assertThat(errors(findDocuments().with("$XDSDocumentEntryCreationTimeFrom", "2024", "2025")))
                .containsExactly(ErrorCode.XDSStoredQueryParamNumber);
        assertThat(errors(findDocuments().with("$XDSDocumentEntryCreationTimeFrom", "(2024,2025)")))
                .containsExactly(ErrorCode.XDSStoredQueryParamNumber);
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.6",
            value = "Everything that is wrong with the parameters is told at once")
    void everyFaultIsTold() {
        assertThat(errors(Ask.of(Query.FindDocuments)
                        .with(CLASS_CODE, "('noscheme')")
                        .with("$XDSDocumentEntryCreationTimeFrom", "yesterday")))
                .containsExactlyInAnyOrder(
                        ErrorCode.XDSRegistryError,
                        ErrorCode.XDSRegistryError,
                        ErrorCode.XDSStoredQueryMissingParam,
                        ErrorCode.XDSStoredQueryMissingParam);
    }
}
