package dev.xdsi.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.model.RegistryResponse.Status;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
    @ParameterizedTest
    @CsvSource({
        "2004,2004-01-01T00:00:00Z",
        "200402,2004-02-01T00:00:00Z",
        "20040229,2004-02-29T00:00:00Z",
        "2004022923,2004-02-29T23:00:00Z",
        "200402292359,2004-02-29T23:59:00Z",
        "20040229235958,2004-02-29T23:59:58Z"
    })
    void aDtmBeginsWithItsFirstInstant(String value, String start) {
        assertThat(new Dtm(value).start()).isEqualTo(Instant.parse(start));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "04",
                "200",
                "20041",
                "20041301",
                "20040230",
                "2004022924",
                "20040229235960",
                "20040229+0100",
                "2004-02-29"
            })
    void aDtmRefusesZonesFractionsAndDaysThatAreNot(String value) {
        assertThat(Dtm.isValid(value)).isFalse();
        assertThatThrownBy(() -> new Dtm(value)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPatientIdHasTwoComponentsOnly() {
        assertThat(PatientId.parse("4711^^^&1.2.3&ISO")).contains(new PatientId("4711", new Oid("1.2.3")));
        assertThat(new PatientId("4711", new Oid("1.2.3")).cx()).isEqualTo("4711^^^&1.2.3&ISO");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4711",
                "4711^^^NS&1.2.3&ISO",
                "4711^^^&1.2.3&OID",
                "^^^&1.2.3&ISO",
                " ^^^&1.2.3&ISO",
                "4711^^^&1.2.3&ISO^PI",
                "4711^^^&1..3&ISO",
                "a\nb^^^&1.2.3&ISO"
            })
    void aPatientIdInAnyOtherFormIsNone(String cx) {
        assertThat(PatientId.parse(cx)).isEmpty();
    }

    @Test
    void aPatientIdCannotSmuggleDelimiters() {
        assertThatThrownBy(() -> new PatientId("1^2", new Oid("1.2"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void codesAreComparedByCodeAndScheme() {
        assertThat(Code.parse("CT^^1.2.840.10008.2.16.4")).contains(new Code("CT", "1.2.840.10008.2.16.4", null));
        assertThat(Code.of("CT", "DCM", "Computed Tomography").sameValue(new Code("CT", "DCM", null)))
                .isTrue();
        assertThat(Code.of("CT", "DCM", "x").sameValue(new Code("CT", "99X", null)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CT", "CT^DCM", "CT^^", "^^DCM", "CT^x^DCM", "CT^^DCM^"})
    void aCodeParameterNeedsBothParts(String coded) {
        assertThat(Code.parse(coded)).isEmpty();
    }

    @Test
    void hashesAndUuidsIgnoreCase() {
        assertThat(new Hash("DA39A3EE5E6B4B0D3255BFEF95601890AFD80709")).isEqualTo(Hash.OF_NOTHING);
        assertThat(new EntryUuid("URN:UUID:0A0B0C0D-0000-0000-0000-000000000000"))
                .isEqualTo(new EntryUuid("urn:uuid:0a0b0c0d-0000-0000-0000-000000000000"));
        assertThat(EntryUuid.isValid("Document01")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.2.3^^^^urn:ihe:iti:xds:2016:studyInstanceUID",
                "ACC1^^^&1.2.3&ISO^urn:ihe:iti:xds:2013:accession",
                "ACC1^^^NS^urn:ihe:iti:xds:2013:accession^&1.9&ISO"
            })
    void referenceIdsReadWhatTheyWrite(String cxi) {
        assertThat(ReferenceId.parse(cxi).orElseThrow().cxi()).isEqualTo(cxi);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACC1", "^^^^urn:x", "ACC1^^^&1.2&ISO^", "ACC1^a^^^urn:x", "1^^^^urn:x^^"})
    void referenceIdsNeedAnIdAndAType(String cxi) {
        assertThat(ReferenceId.parse(cxi)).isEmpty();
    }

    @Test
    void warningsAloneAreASuccess() {
        XdsError warning = XdsError.warning(ErrorCode.XDSExtraMetadataNotSaved, "urn:x");
        XdsError error = XdsError.of(ErrorCode.XDSRegistryError, "x");
        assertThat(RegistryResponse.of(List.of(warning), false).status()).isEqualTo(Status.SUCCESS);
        assertThat(RegistryResponse.of(List.of(warning, error), true).status()).isEqualTo(Status.PARTIAL_SUCCESS);
        assertThat(RegistryResponse.of(List.of(error), false).status()).isEqualTo(Status.FAILURE);
        assertThat(RegistryResponse.ofSubmission(List.of()).status()).isEqualTo(Status.SUCCESS);
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void errorCodesReadWhatTheyWrite(ErrorCode code) {
        assertThat(ErrorCode.ofWire(code.name())).contains(code);
    }

    @Test
    void simulatorsErrorCodesAreNeverSent() {
        assertThat(ErrorCode.XDSIRequestError.isSent()).isFalse();
        assertThat(ErrorCode.XDSDocumentUniqueIdError.isSent()).isTrue();
        assertThat(ErrorCode.ofWire("XDSNoSuchCode")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(AssociationType.class)
    void associationTypesReadWhatTheyWrite(AssociationType type) {
        assertThat(AssociationType.ofUrn(type.urn())).contains(type);
    }
}
