package dev.xdsi.registry.expected;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.Author;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.InternationalString;
import dev.xdsi.model.RegistryObject;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a query can try, by the number of the attack. The oracle is common: a clear error or an answer to what was asked, nothing of
 * anybody else, and a valid query is answered afterwards.
 */
class HostileQueriesTest extends ExpectedActions {
    private static final String AUTHOR = "$XDSDocumentEntryAuthorPerson";
    private static final String PATIENT = "$XDSDocumentEntryPatientId";
    private static final String SQL = "x' or '1'='1'; drop table registry.document_entry; -- %_\\";

    @BeforeEach
    void somethingToDisclose() {
        register("s", manifest("secret"));
    }

    @AfterEach
    void aValidQueryIsAnsweredAfterwards() {
        assertThat(found(getDocuments("secret"))).containsExactly("secret");
    }

    @Test
    void q01_quotesAreNoWayOut() {
        assertThat(found(findDocuments().with(AUTHOR, "('a''b')"))).isEmpty();
        assertThat(found(findDocuments().with(AUTHOR, "(''' or ''1''=''1')"))).isEmpty();
        assertThat(errors(findDocuments().with(AUTHOR, "('a'b')"))).containsExactly(ErrorCode.XDSRegistryError);
    }

    @Test
    void q02_aListCannotBeClosedEarly() {
        Ask ask = findDocuments().without(PATIENT);

        assertThat(errors(ask.with(PATIENT, "'" + patient("eve").cx() + "') or ('1'='1'")))
                .contains(ErrorCode.XDSRegistryError);
        assertThat(errors(ask.with(PATIENT, "('" + patient("eve").cx() + "','" + patient.cx() + "')")))
                .containsExactly(ErrorCode.XDSStoredQueryParamNumber);
        assertThat(found(findDocuments().with(AUTHOR, "('%),(%','x')"))).isEmpty();
    }

    @Test
    void q03_unknownParametersChangeNothing() {
        assertThat(found(findDocuments()
                        .without(PATIENT)
                        .withList(PATIENT, patient("eve").cx())
                        .withList("$XDSDocumentEntryEverything", "true")
                        .withList("$XDSDocumentEntryPatientId2", patient.cx())
                        .withList("XDSDocumentEntryPatientId", patient.cx())))
                .isEmpty();
    }

    @Test
    void q04_tenThousandValuesAreTheMost() {
        assertThat(found(Ask.of(Query.GetDocuments).withList("$XDSDocumentEntryUniqueId", numbers(10_000))))
                .isEmpty();
        assertThat(errors(Ask.of(Query.GetDocuments).withList("$XDSDocumentEntryUniqueId", numbers(10_001))))
                .containsExactly(ErrorCode.XDSStoredQueryParamNumber);
        assertThat(errors(findDocuments().withList(AUTHOR, numbers(101))))
                .containsExactly(ErrorCode.XDSStoredQueryParamNumber);
    }

    private static String[] numbers(int most) {
        return IntStream.range(0, most).mapToObj(i -> "1.2.77." + i).toArray(String[]::new);
    }

    @Test
    void q05_wildcardsAreHarmless() {
        register(
                "t",
                manifest("long").toBuilder()
                        .author(List.of(Author.ofInstitution("a".repeat(250), "North")))
                        .build());

        assertThat(found(findDocuments().withList(AUTHOR, "%a".repeat(200) + "%b")))
                .isEmpty();
        assertThat(found(findDocuments().withList(AUTHOR, "%_".repeat(120) + "%")))
                .containsExactly("long");
        assertThat(errors(findDocuments().withList(AUTHOR, "%a".repeat(300))))
                .containsExactly(ErrorCode.XDSRegistryError);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "99999999999999",
                "20240230",
                "0000",
                "-2024",
                "2024-01-01T00:00:00Z",
                "20240101000000.5",
                "NaN",
                "1e9"
            })
    void q06_noTimeIsNoTime(String written) {
        Ask ask = findDocuments().withList("$XDSDocumentEntryCreationTimeFrom", written);

        if (written.equals("0000")) {
            assertThat(found(ask)).containsExactly("secret");
        } else {
            assertThat(errors(ask)).containsExactly(ErrorCode.XDSRegistryError);
        }
    }

    @Test
    void q06_theEndsOfTimeAreTimes() {
        assertThat(found(findDocuments()
                        .with("$XDSDocumentEntryCreationTimeFrom", "0001")
                        .with("$XDSDocumentEntryCreationTimeTo", "99991231235959")))
                .containsExactly("secret");
        assertThat(found(findDocuments()
                        .with("$XDSDocumentEntryCreationTimeFrom", "9999")
                        .with("$XDSDocumentEntryCreationTimeTo", "0001")))
                .isEmpty();
    }

    @Test
    void q07_textsThatLookAlikeAreNotTheSame() {
        String composed = "7^M\u00fcller^Eve";
        String decomposed = "7^Mu\u0308ller^Eve";
        register(
                "t",
                manifest("composed").toBuilder()
                        .author(List.of(Author.ofInstitution(composed, "North")))
                        .build());

        assertThat(found(findDocuments().withList(AUTHOR, composed))).containsExactly("composed");
        assertThat(found(findDocuments().withList(AUTHOR, decomposed))).isEmpty();
        assertThat(found(findDocuments().withList(AUTHOR, "\uff17^M\u00fcller^Eve")))
                .isEmpty();
    }

    @Test
    void q08_sqlIsTextInEverySlot() {
        for (String name : List.of(
                "$XDSDocumentEntryClassCode",
                "$XDSDocumentEntryTypeCode",
                "$XDSDocumentEntryPracticeSettingCode",
                "$XDSDocumentEntryHealthcareFacilityTypeCode",
                "$XDSDocumentEntryEventCodeList",
                "$XDSDocumentEntryConfidentialityCode",
                "$XDSDocumentEntryFormatCode")) {
            assertThat(found(findDocuments().withList(name, SQL + "^^" + SQL))).isEmpty();
        }
        assertThat(found(findDocuments().withList(AUTHOR, SQL))).isEmpty();
        assertThat(found(Ask.of(Query.GetDocuments).withList("$XDSDocumentEntryUniqueId", SQL)))
                .isEmpty();
        assertThat(errors(Ask.of(Query.GetAssociations).withList("$uuid", SQL)))
                .containsExactly(ErrorCode.XDSRegistryError);
        assertThat(errors(findDocuments().without(PATIENT).withList(PATIENT, SQL)))
                .containsExactly(ErrorCode.XDSRegistryError);
        assertThat(errors(findDocuments().withList("$XDSDocumentEntryServiceStopTimeTo", SQL)))
                .containsExactly(ErrorCode.XDSRegistryError);
    }

    @Test
    void q09_whatWasStoredIsNeverRead() {
        var stored = manifest("stored").toBuilder()
                .uniqueId("1.2.3^' or 1=1--")
                .title(InternationalString.of(SQL))
                .author(List.of(Author.ofInstitution(SQL, SQL)))
                .build();
        register("t", stored);

        assertThat(found(Ask.of(Query.GetDocuments).withList("$XDSDocumentEntryUniqueId", stored.uniqueId())))
                .containsExactly("stored");
        assertThat(found(Ask.of(Query.GetFoldersForDocument).withList("$XDSDocumentEntryUniqueId", stored.uniqueId())))
                .isEmpty();
        assertThat(found(findDocuments().withList(AUTHOR, SQL))).containsExactly("stored");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RegistryObject",
                "RepositoryItem",
                "LeafClassWithRepositoryItem",
                "leafclass",
                "",
                "LeafClass ObjectRef"
            })
    void q10_thereAreTwoReturnTypes(String returnType) throws Exception {
        String answer =
                registry.post(QueryMessage.of(findDocuments()).replace("\"LeafClass\"", "\"" + returnType + "\""));

        assertThat(answer).contains("ResponseStatusType:Failure", "returnType").doesNotContain(id("secret"));
    }

    @Test
    void q11_noAnswerIsUnbounded() {
        manyDocuments(RunningRegistry.LIMITS.leafClass() + 1);

        assertThat(errors(findDocuments())).containsExactly(ErrorCode.XDSTooManyResults);
        assertThat(errors(Ask.of(Query.GetAll)
                        .withList("$patientId", patient.cx())
                        .with("$XDSDocumentEntryStatus", Ask.APPROVED)
                        .with("$XDSSubmissionSetStatus", Ask.APPROVED)
                        .with("$XDSFolderStatus", Ask.APPROVED)
                        .objectRef()))
                .containsExactly(ErrorCode.XDSTooManyResults);
    }

    /** The size that the name has is that of the benchmarks; here it is many times what an answer may have. */
    @Test
    void q12_aPatientWithVeryManyDocumentsIsAskedInPortions() {
        manyDocuments(3 * RunningRegistry.LIMITS.objectRef());

        assertThat(errors(findDocuments().objectRef())).containsExactly(ErrorCode.XDSTooManyResults);
        assertThat(found(getDocuments("d0", "d9", "d179"))).containsExactlyInAnyOrder("d0", "d9", "d179");
    }

    private void manyDocuments(int count) {
        register(
                "many",
                IntStream.range(0, count).mapToObj(i -> manifest("d" + i)).toArray(RegistryObject[]::new));
    }

    @Test
    void x19_thereIsOneQueryInABody() throws Exception {
        String message = QueryMessage.of(findDocuments());
        String body = message.substring(message.indexOf("<query:"), message.indexOf("</soap:Body>"));

        assertThat(registry.post(message.replace(body, body + body))).doesNotContain(id("secret"));
        assertThat(registry.post(message.replace("</soap:Body>", "</soap:Body><soap:Body>" + body + "</soap:Body>")))
                .doesNotContain(id("secret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<rim:AdhocQuery", "<query:ResponseOption", "<rim:ValueList>", "<query:AdhocQueryRequest"})
    void x21_whatIsNoQueryIsRefused(String element) throws Exception {
        String other = element.replaceAll("(<\\w+:)\\w+", "$1Other");
        String message = QueryMessage.of(findDocuments())
                .replace(element, other)
                .replace(
                        "</" + element.substring(1).replace(">", "") + ">",
                        "</" + other.substring(1).replace(">", "") + ">");

        assertThat(registry.post(message)).contains("Fault").doesNotContain(id("secret"));
    }

    @Test
    void x28_aPrefixMeansNothingInsideAText() throws Exception {
        String message = QueryMessage.of(findDocuments()
                .with("$XDSDocumentEntryType", "('rim:Other','xsd:string')")
                .withList("$XDSDocumentEntryClassCode", "rim:IMAGES^^rim:1.2"));

        assertThat(registry.post(message.replace("<rim:Slot", "<rim:Slot xmlns:rim2=\"urn:other\"")))
                .contains("ResponseStatusType:Success")
                .doesNotContain(id("secret"));
    }

    @Test
    void x29_aSlotOfAHundredThousandValuesIsRefused() throws Exception {
        String values = Collections.nCopies(100_000, "<rim:Value>('1.2')</rim:Value>").stream()
                .collect(Collectors.joining());
        String message = QueryMessage.of(findDocuments().withList("$XDSDocumentEntryClassCode", "a^^b"));

        assertThat(registry.post(message.replace("<rim:Value>('a^^b')</rim:Value>", values)))
                .containsAnyOf("Fault", "ResponseStatusType:Failure")
                .doesNotContain(id("secret"));
    }

    @Test
    void x30_aMegabyteIsNoCode() {
        Ask ask = findDocuments();

        assertThat(found(ask.withList("$XDSDocumentEntryClassCode", "x".repeat(1_000_000) + "^^1.2")))
                .isEmpty();
        assertThat(errors(ask.without(PATIENT).withList(PATIENT, "x".repeat(1_000_000) + "^^^&1.2&ISO")))
                .containsExactly(ErrorCode.XDSRegistryError);
    }

    @Test
    void w02_theActionMustBeThatOfTheBody() throws Exception {
        String message = QueryMessage.of(findDocuments());

        assertThat(registry.post(message.replace(
                        "urn:ihe:iti:2007:RegistryStoredQuery", "urn:ihe:iti:2007:RegisterDocumentSet-b")))
                .contains("Fault")
                .doesNotContain(id("secret"));
        assertThat(registry.post(message.replace(
                        "urn:ihe:iti:2007:RegistryStoredQuery", "urn:ihe:iti:2009:MultiPatientStoredQuery")))
                .contains("XDSUnknownStoredQuery")
                .doesNotContain(id("secret"));
    }
}
