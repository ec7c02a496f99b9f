package dev.xdsi.registry.expected;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.Author;
import dev.xdsi.model.Code;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.DocumentEntryType;
import dev.xdsi.model.Dtm;
import dev.xdsi.model.ErrorCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindDocumentsTest extends ExpectedActions {
    private static final Code CT = Code.of("CT", "1.2.840.10008.2.16.4", "Computed Tomography");
    private static final Code MR = Code.of("MR", "1.2.840.10008.2.16.4", "Magnetic Resonance");
    private static final Code CHEST = Code.of("51185008", "2.16.840.1.113883.6.96", "Chest");
    private static final Code HEAD = Code.of("69536005", "2.16.840.1.113883.6.96", "Head");

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.7.1",
            value = "FindDocuments finds the DocumentEntries of the patient with one of the statuses, and no other")
    void findsThePatientsDocumentsOfAStatus() {
        register("s", manifest("a"));
        register("t", manifest("b"), relation("b", AssociationType.RPLC, "a"));

        assertThat(found(findDocuments())).containsExactly("b");
        assertThat(found(findDocuments()
                        .without("$XDSDocumentEntryStatus")
                        .with("$XDSDocumentEntryStatus", Ask.DEPRECATED)))
                .containsExactly("a");
        assertThat(found(findDocuments()
                        .without("$XDSDocumentEntryStatus")
                        .with("$XDSDocumentEntryStatus", Ask.DEPRECATED, Ask.APPROVED)))
                .containsExactlyInAnyOrder("a", "b");
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.3",
            value = "A query about a patient of whom nothing is known succeeds and finds nothing")
    void anUnknownPatientHasNothing() {
        assertThat(found(findDocuments())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "$XDSDocumentEntryClassCode,                   IMAGES^^1.3.6.1.4.1.19376.1.2.6.1",
        "$XDSDocumentEntryTypeCode,                    18748-4^^2.16.840.1.113883.6.1",
        "$XDSDocumentEntryPracticeSettingCode,         394914008^^2.16.840.1.113883.6.96",
        "$XDSDocumentEntryHealthcareFacilityTypeCode,  HOSP^^2.16.840.1.113883.5.11",
        "$XDSDocumentEntryFormatCode,                  1.2.840.10008.5.1.4.1.1.88.59^^1.2.840.10008.2.6.1",
        "$XDSDocumentEntryEventCodeList,               CT^^1.2.840.10008.2.16.4",
        "$XDSDocumentEntryConfidentialityCode,         N^^2.16.840.1.113883.5.25",
    })
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.4",
            value =
                    "A coded parameter is matched by code and coding scheme together; the values of one Slot are alternatives")
    void codesAreMatchedByCodeAndScheme(String parameter, String code) {
        register("s", manifest("a"));

        assertThat(found(findDocuments().withList(parameter, "other^^1.2.3", code)))
                .containsExactly("a");
        assertThat(found(findDocuments().withList(parameter, code + ".1"))).isEmpty();
        assertThat(found(findDocuments().withList(parameter, "x" + code))).isEmpty();
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.5",
            value = "A Slot that is repeated must be met each time (AND), the values inside each are alternatives (OR)")
    void aRepeatedSlotIsAnd() {
        register(
                "s",
                manifest("a").toBuilder().eventCodeList(List.of(CT, CHEST)).build(),
                manifest("b").toBuilder().eventCodeList(List.of(MR, CHEST)).build(),
                manifest("c").toBuilder().eventCodeList(List.of(CT, HEAD)).build());
        String parameter = "$XDSDocumentEntryEventCodeList";

        Ask ctOrMr = findDocuments().withList(parameter, CT.coded(), MR.coded());
        assertThat(found(ctOrMr)).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(found(ctOrMr.withList(parameter, CHEST.coded()))).containsExactlyInAnyOrder("a", "b");
        assertThat(found(ctOrMr.withList(parameter, CHEST.coded()).withList(parameter, MR.coded())))
                .containsExactly("b");
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.5",
            value = "A parameter without AND semantics may not be repeated: XDSStoredQueryParamNumber")
    void whatIsNotAndMayNotBeRepeated() {
        assertThat(errors(findDocuments()
                        .withList("$XDSDocumentEntryClassCode", "a^^1")
                        .withList("$XDSDocumentEntryClassCode", "b^^1")))
                .containsExactly(ErrorCode.XDSStoredQueryParamNumber);
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.3",
            value =
                    "A time window includes its beginning and excludes its end; a shorter time is the beginning of what it names")
    void timeWindowsAreHalfOpen() {
        register(
                "s",
                manifest("a").toBuilder()
                        .creationTime(new Dtm("20240102030405"))
                        .build());

        assertThat(found(created("20240102030405", "20240102030406"))).containsExactly("a");
        assertThat(found(created("20240102030400", "20240102030405"))).isEmpty();
        assertThat(found(created("2024", "2025"))).containsExactly("a");
        assertThat(found(created("20240102", "2024010204"))).containsExactly("a");
        assertThat(found(created("2023", "2024"))).isEmpty();
        assertThat(found(created("20240102030406", "2025"))).isEmpty();
    }

    private Ask created(String from, String to) {
        return findDocuments()
                .with("$XDSDocumentEntryCreationTimeFrom", from)
                .with("$XDSDocumentEntryCreationTimeTo", "'" + to + "'");
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.3.1",
            value = "An entry without a service time is inside every window of it")
    void whoHasNoServiceTimeIsInEveryWindow() {
        register(
                "s",
                manifest("a").toBuilder()
                        .serviceStartTime(new Dtm("2024"))
                        .serviceStopTime(new Dtm("2025"))
                        .build(),
                manifest("b").toBuilder()
                        .serviceStartTime(null)
                        .serviceStopTime(null)
                        .build());

        assertThat(found(findDocuments().with("$XDSDocumentEntryServiceStartTimeFrom", "2030")))
                .containsExactly("b");
        assertThat(found(findDocuments().with("$XDSDocumentEntryServiceStopTimeTo", "2024")))
                .containsExactly("b");
        assertThat(found(findDocuments().with("$XDSDocumentEntryServiceStartTimeTo", "2025")))
                .containsExactlyInAnyOrder("a", "b");
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.7.1",
            value = "Author parameters are patterns of SQL's LIKE over authorPerson: % for any characters, _ for one")
    void authorsAreMatchedByPatterns() {
        register("s", by("a", "7^Smitty^Gerald"), by("b", "8^Smith^Ann"), by("c", "9^O'Hara^Eve"));

        assertThat(found(authoredBy("%Smi%"))).containsExactlyInAnyOrder("a", "b");
        assertThat(found(authoredBy("_^Smi__^%"))).containsExactly("b");
        assertThat(found(authoredBy("7^Smitty^Gerald", "%O'Hara%"))).containsExactlyInAnyOrder("a", "c");
        assertThat(found(authoredBy("Smitty"))).isEmpty();
    }

    private Ask authoredBy(String... patterns) {
        return findDocuments().withList("$XDSDocumentEntryAuthorPerson", patterns);
    }

    private DocumentEntry by(String name, String person) {
        return manifest(name).toBuilder()
                .author(List.of(Author.ofInstitution(person, "Radiology North")))
                .build();
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.7.1",
            value =
                    "$XDSDocumentEntryStatus: values that the registry does not know are ignored; none left is a missing parameter")
    void unknownStatusesAreIgnored() {
        register("s", manifest("a"));
        Ask ask = findDocuments().without("$XDSDocumentEntryStatus");

        assertThat(found(ask.with("$XDSDocumentEntryStatus", Ask.APPROVED, "('urn:example:Withdrawn')")))
                .containsExactly("a");
        assertThat(errors(ask.with("$XDSDocumentEntryStatus", "('urn:example:Withdrawn')")))
                .containsExactly(ErrorCode.XDSStoredQueryMissingParam);
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.6",
            value = "A required parameter that is missing is named: XDSStoredQueryMissingParam")
    void requiredParametersAreRequired() {
        assertThat(errors(findDocuments().without("$XDSDocumentEntryPatientId")))
                .containsExactly(ErrorCode.XDSStoredQueryMissingParam);
        assertThat(answer(findDocuments().without("$XDSDocumentEntryStatus")).errors())
                .singleElement()
                .satisfies(error -> {
                    assertThat(error.errorCode()).isEqualTo(ErrorCode.XDSStoredQueryMissingParam);
                    assertThat(error.codeContext()).contains("$XDSDocumentEntryStatus");
                });
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.7.1",
            value = "Several values for a parameter that takes one: XDSStoredQueryParamNumber")
    void onePatientOnly() {
        assertThat(errors(findDocuments()
                        .without("$XDSDocumentEntryPatientId")
                        .withList(
                                "$XDSDocumentEntryPatientId",
                                patient.cx(),
                                patient("john").cx())))
                .containsExactly(ErrorCode.XDSStoredQueryParamNumber);
    }

    @Test
    @Expected(reference = "ITI TF-2: 3.18.4.1.2.3.6", value = "A parameter that the query does not have is ignored")
    void parametersOfOtherQueriesAreIgnored() {
        register("s", manifest("a"));

        assertThat(found(findDocuments()
                        .with("$XDSFolderStatus", Ask.DEPRECATED)
                        .withList("$XDSDocumentEntryColour", "red")))
                .containsExactly("a");
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.6.2",
            value = "Only stable DocumentEntries are found unless $XDSDocumentEntryType asks for others")
    void onlyStableEntriesUnlessAskedFor() {
        register("s", manifest("a"));
        assertThat(DocumentEntryType.values()).hasSize(2);

        assertThat(found(findDocuments())).containsExactly("a");
        assertThat(found(findDocuments().withList("$XDSDocumentEntryType", DocumentEntryType.ON_DEMAND.urn())))
                .isEmpty();
        assertThat(found(findDocuments()
                        .withList(
                                "$XDSDocumentEntryType",
                                DocumentEntryType.ON_DEMAND.urn(),
                                DocumentEntryType.STABLE.urn())))
                .containsExactly("a");
    }
}
