package dev.xdsi.imaging.dicomweb;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StudyPathTest {
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
