package dev.xdsi.imaging.dicomweb;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptedTypesTest {
    private static final String EXPLICIT = "1.2.840.10008.1.2.1";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*/*",
                "multipart/*",
                "multipart/related",
                "multipart/related; type=\"application/dicom\"",
                "Multipart/Related;Type=application/dicom;transfer-syntax=*",
                "multipart/related; type=\"application/dicom\"; transfer-syntax=1.2.840.10008.1.2.1",
                "image/jpeg, multipart/related; type=\"application/dicom\"; q=0.5",
                "multipart/related; type=\"application/dicom\"; transfer-syntax=1.2.3, */*;q=0.1"
            })
    void acceptsParts(String accept) {
        assertThat(AcceptedTypes.parse(accept).acceptsDicomParts(EXPLICIT)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image/jpeg",
                "application/dicom+json",
                "multipart/related; type=\"image/jpeg\"",
                "multipart/related; type=\"application/dicom\"; transfer-syntax=1.2.840.10008.1.2.4.70",
                "*/*;q=0",
                "nonsense",
                ";;;,,,\"\"\"\u0000"
            })
    void doesNotAcceptParts(String accept) {
        assertThat(AcceptedTypes.parse(accept).acceptsDicomParts(EXPLICIT)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "*/*,true",
        "application/*,true",
        "application/dicom,true",
        "image/jpeg,false",
        "application/dicom;q=0,false"
    })
    void singleRepresentations(String accept, boolean accepted) {
        assertThat(AcceptedTypes.parse(accept).accepts("application/dicom")).isEqualTo(accepted);
    }

    @Test
    void nothingSaidAcceptsEverything() {
        assertThat(AcceptedTypes.parse(null).accepts("application/dicom")).isTrue();
        assertThat(AcceptedTypes.parse(" ").acceptsDicomParts(EXPLICIT)).isTrue();
    }

    @Test
    void r11AnAcceptWithAHundredThousandRangesCostsNothing() {
        assertThat(AcceptedTypes.parse("a/b;q=0.1,".repeat(100_000) + "*/*").accepts("application/dicom"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "/studies/1.2.3,1.2.3,,,false",
        "/studies/1.2.3/metadata,1.2.3,,,true",
        "/studies/1.2.3/series/1.2.4,1.2.3,1.2.4,,false",
        "/studies/1.2.3/series/1.2.4/instances/1.2.5/metadata,1.2.3,1.2.4,1.2.5,true"
    })
    void pathsOfStudies(String path, String study, String series, String instance, boolean metadata) {
        StudyPath parsed = StudyPath.parse(path).orElseThrow();

        assertThat(parsed.part().study()).hasToString(study);
        assertThat(String.valueOf(parsed.part().series())).isEqualTo(String.valueOf(series));
        assertThat(String.valueOf(parsed.part().sopInstance())).isEqualTo(String.valueOf(instance));
        assertThat(parsed.metadata()).isEqualTo(metadata);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/studies",
                "/studies/abc",
                "/studies/1.02",
                "/studies/1.2/series",
                "/studies/1.2/frames/1",
                "/studies/../x"
            })
    void noPathsOfStudies(String path) {
        assertThat(StudyPath.parse(path)).isEmpty();
        assertThat(StudyPath.parse(null)).isEmpty();
    }
}
