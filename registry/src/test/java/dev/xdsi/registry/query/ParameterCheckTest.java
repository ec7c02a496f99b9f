package dev.xdsi.registry.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.Code;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.XdsError;
import dev.xdsi.registry.query.ParameterCheck.Judgement;
import dev.xdsi.registry.store.TimeWindow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameterCheckTest {
    private static final String MARY = "'MARY-1^^^&1.2.3&ISO'";
    private static final Ask ANY_OF_MARY =
            Ask.findDocuments().with("$XDSDocumentEntryPatientId", MARY).with("$XDSDocumentEntryStatus", Ask.APPROVED);

    private static Judgement judge(Ask ask) {
        return ParameterCheck.judge(
                QueryTable.REGISTRY_STORED_QUERY.query(ask.queryId()).orElseThrow(), ask.slots());
    }

    private static Arguments accepted(Ask ask) {
        assertThat(judge(ask)).isInstanceOf(Judgement.Accepted.class);
        return judge(ask) instanceof Judgement.Accepted(Arguments arguments) ? arguments : new Arguments(Map.of());
    }

    private static List<ErrorCode> errors(Ask ask) {
        return judge(ask) instanceof Judgement.Refused(List<XdsError> errors)
                ? errors.stream().map(XdsError::errorCode).toList()
                : List.of();
    }

    @Test
    void severalValueElementsAreOneList() {
        Arguments arguments =
                accepted(ANY_OF_MARY.with("$XDSDocumentEntryClassCode", "('a^^1','b^^1')", "('c^^2')", "'d^^2'"));

        assertThat(arguments.all(Parameter.DE_CLASS_CODE))
                .containsExactly(Set.of(code("a", "1"), code("b", "1"), code("c", "2"), code("d", "2")));
    }

    @Test
    void aRepeatedSlotIsAnd() {
        Arguments arguments = accepted(ANY_OF_MARY
                .with("$XDSDocumentEntryEventCodeList", "('a^^1','b^^1')")
                .with("$XDSDocumentEntryEventCodeList", "('c^^1')"));

        assertThat(arguments.all(Parameter.DE_EVENT_CODE_LIST))
                .containsExactly(Set.of(code("a", "1"), code("b", "1")), Set.of(code("c", "1")));
    }

    private static Code code(String code, String scheme) {
        return new Code(code, scheme, null);
    }

    @Test
    void partialTimesBeginAtTheirBeginning() {
        Arguments arguments = accepted(ANY_OF_MARY
                .with("$XDSDocumentEntryCreationTimeFrom", "2004")
                .with("$XDSDocumentEntryCreationTimeTo", "'200502'"));

        assertThat(arguments.window(Parameter.DE_CREATION_TIME_FROM, Parameter.DE_CREATION_TIME_TO))
                .contains(new TimeWindow(Instant.parse("2004-01-01T00:00:00Z"), Instant.parse("2005-02-01T00:00:00Z")));
        assertThat(arguments.window(Parameter.DE_SERVICE_START_TIME_FROM, Parameter.DE_SERVICE_START_TIME_TO))
                .isEmpty();
    }

    @Test
    void unknownStatusValuesAreIgnored() {
        Arguments arguments = accepted(Ask.findDocuments()
                .with("$XDSDocumentEntryPatientId", MARY)
                .with(
                        "$XDSDocumentEntryStatus",
                        "('urn:oasis:names:tc:ebxml-regrep:StatusType:Approved','urn:x:Withdrawn')"));

        assertThat(arguments.any(Parameter.DE_STATUS)).containsExactly(AvailabilityStatus.APPROVED);
    }

    @Test
    void aStatusOfOnlyUnknownValuesIsMissing() {
        assertThat(errors(Ask.findDocuments()
                        .with("$XDSDocumentEntryPatientId", MARY)
                        .with("$XDSDocumentEntryStatus", "('urn:x:Withdrawn')")))
                .containsExactly(ErrorCode.XDSStoredQueryMissingParam);
    }

    @Test
    void parametersOfOtherQueriesAreIgnored() {
        assertThat(errors(ANY_OF_MARY.with("$XDSFolderStatus", Ask.APPROVED).with("$homeCommunityId", "'urn:oid:1.2'")))
                .isEmpty();
    }

    @Test
    void everyFaultIsFound() {
        assertThat(errors(Ask.findDocuments()
                        .with("$XDSDocumentEntryClassCode", "('noscheme')")
                        .with("$XDSDocumentEntryCreationTimeFrom", "1", "2")))
                .containsExactlyInAnyOrder(
                        ErrorCode.XDSRegistryError,
                        ErrorCode.XDSRegistryError,
                        ErrorCode.XDSStoredQueryParamNumber,
                        ErrorCode.XDSStoredQueryMissingParam,
                        ErrorCode.XDSStoredQueryMissingParam);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "$XDSDocumentEntryPatientId         | ('A^^^&1.2&ISO','B^^^&1.2&ISO') | XDSStoredQueryParamNumber",
                "$XDSDocumentEntryCreationTimeFrom  | (2004,2005)                     | XDSStoredQueryParamNumber",
                "$XDSDocumentEntryCreationTimeTo    | '2004-01-01'                    | XDSRegistryError",
                "$XDSDocumentEntryFormatCode        | ('code')                        | XDSRegistryError",
                "$XDSDocumentEntryFormatCode        | ('code^scheme')                 | XDSRegistryError",
                "$XDSDocumentEntryFormatCode        | ('code^^')                      | XDSRegistryError",
                "$XDSDocumentEntryFormatCode        | ('code^^scheme'                 | XDSRegistryError",
            })
    void refuses(String name, String value, ErrorCode error) {
        Ask ask = name.equals("$XDSDocumentEntryPatientId")
                ? Ask.findDocuments().with("$XDSDocumentEntryStatus", Ask.APPROVED)
                : ANY_OF_MARY;

        assertThat(errors(ask.with(name, value))).containsExactly(error);
    }

    @Test
    void aSlotThatIsNotAndOrMayNotBeRepeated() {
        assertThat(errors(ANY_OF_MARY
                        .with("$XDSDocumentEntryClassCode", "('a^^1')")
                        .with("$XDSDocumentEntryClassCode", "('b^^1')")))
                .containsExactly(ErrorCode.XDSStoredQueryParamNumber);
    }

    @Test
    void aPatientIdOfAnotherFormIsNamed() {
        assertThat(errors(Ask.findDocuments()
                        .with("$XDSDocumentEntryStatus", Ask.APPROVED)
                        .with("$XDSDocumentEntryPatientId", "'id^^^NS&1.2&ISO'")))
                .containsExactly(ErrorCode.XDSRegistryError);
    }

    @Test
    void exactlyOneAlternative() {
        Ask byUuid = Ask.getDocuments()
                .with("$XDSDocumentEntryEntryUUID", "(\"urn:uuid:5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4\")");

        assertThat(errors(byUuid)).isEmpty();
        assertThat(errors(Ask.getDocuments())).containsExactly(ErrorCode.XDSStoredQueryMissingParam);
        assertThat(errors(byUuid.with("$XDSDocumentEntryUniqueId", "('1.2')")))
                .containsExactly(ErrorCode.XDSStoredQueryParamNumber);
        assertThat(errors(Ask.getSubmissionSetAndContents().with("$XDSSubmissionSetUniqueId", "('1.2','1.3')")))
                .containsExactly(ErrorCode.XDSStoredQueryParamNumber);
    }

    @Test
    void thereIsALimitToTheNumberOfValues() {
        String values = IntStream.rangeClosed(0, ParameterCheck.MAX_VALUES)
                .mapToObj(i -> "'1.2." + i + "'")
                .collect(Collectors.joining(",", "(", ")"));

        assertThat(errors(Ask.getDocuments().with("$XDSDocumentEntryUniqueId", values)))
                .containsExactly(ErrorCode.XDSStoredQueryParamNumber);
    }
}
