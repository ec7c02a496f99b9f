package dev.xdsi.imaging.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import org.junit.jupiter.api.Test;

class PatientKeyTest {
    private static Attributes image(String qualifier, String type) {
        return new Attributes()
                .setString(Tag.PatientID, "4711")
                .setString(Tag.IssuerOfPatientID, "KIS")
                .setItems(
                        Tag.IssuerOfPatientIDQualifiersSequence,
                        new Attributes()
                                .setString(Tag.UniversalEntityID, qualifier)
                                .setString(Tag.UniversalEntityIDType, type));
    }

    @Test
    void theOidOfTheQualifiersIsTheIssuer() {
        assertThat(PatientKey.of(image("1.2.3.4", "ISO"))).isEqualTo(new PatientKey("4711", "1.2.3.4"));
    }

    @Test
    void whereTheQualifiersHaveNoOidTheNameIs() {
        PatientKey named = new PatientKey("4711", "KIS");
        assertThat(PatientKey.of(image("kis.example", "DNS"))).isEqualTo(named);
        assertThat(PatientKey.of(image("kis.example", "DNS").remove(Tag.IssuerOfPatientID)))
                .isEqualTo(new PatientKey("4711", "kis.example"));
        assertThat(PatientKey.of(image("KIS", "ISO"))).isEqualTo(named);
        assertThat(PatientKey.of(image("1.2.3.4", "ISO").remove(Tag.IssuerOfPatientIDQualifiersSequence)))
                .isEqualTo(named);
    }
}
