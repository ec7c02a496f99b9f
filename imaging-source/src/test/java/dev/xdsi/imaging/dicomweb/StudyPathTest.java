package dev.xdsi.imaging.dicomweb;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StudyPathTest {
    @ParameterizedTest
    @CsvSource({
        "/studies/1.2.3,1.2.3,,,Instances[]",
        "/studies/1.2.3/metadata,1.2.3,,,Metadata[]",
        "/studies/1.2.3/thumbnail,1.2.3,,,Thumbnail[frames=[]]",
        "/studies/1.2.3/bulkdata,1.2.3,,,AllBulkData[pixelsOnly=false]",
        "/studies/1.2.3/series/1.2.4,1.2.3,1.2.4,,Instances[]",
        "/studies/1.2.3/series/1.2.4/rendered/,1.2.3,1.2.4,,Rendered[frames=[]]",
        "/studies/1.2.3/series/1.2.4/pixeldata,1.2.3,1.2.4,,AllBulkData[pixelsOnly=true]",
        "/studies/1.2.3/series/1.2.4/instances/1.2.5,1.2.3,1.2.4,1.2.5,Instances[]",
        "/studies/1.2.3/series/1.2.4/instances/1.2.5/metadata,1.2.3,1.2.4,1.2.5,Metadata[]",
        "/studies/1.2.3/series/1.2.4/instances/1.2.5/frames/7/rendered,1.2.3,1.2.4,1.2.5,Rendered[frames=[7]]",
        "/studies/1.2.3/series/1.2.4/instances/1.2.5/frames/7/thumbnail,1.2.3,1.2.4,1.2.5,Thumbnail[frames=[7]]",
        "/studies/1.2.3/series/1.2.4/instances/1.2.5/frames/7,1.2.3,1.2.4,1.2.5,Frames[numbers=[7]]",
        "/studies/1.2.3/series/1.2.4/instances/1.2.5/bulkdata/00880200/0/7FE00010,1.2.3,1.2.4,1.2.5,BulkData[path=00880200/0/7FE00010]"
    })
    void pathsOfStudies(String path, String study, String series, String instance, String resource) {
        StudyPath parsed = StudyPath.parse(path).orElseThrow();

        assertThat(parsed.part().study()).hasToString(study);
        assertThat(String.valueOf(parsed.part().series())).isEqualTo(String.valueOf(series));
        assertThat(String.valueOf(parsed.part().sopInstance())).isEqualTo(String.valueOf(instance));
        assertThat(parsed.resource()).hasToString(resource);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/studies",
                "/studies/abc",
                "/studies/1.02",
                "/studies/1.2/series",
                "/studies/1.2/frames/1",
                "/studies/1.2/series/1.3/instances/1.4/frames/",
                "/studies/1.2/series/1.3/instances/1.4/frames/1,,2",
                "/studies/1.2/series/1.3/instances/1.4/frames/1234567",
                "/studies/1.2/series/1.3/instances/1.4/frames/0",
                "/studies/1.2/series/1.3/instances/1.4/frames/1,00/rendered",
                "/studies/1.2/series/1.3/instances/1.4/frames/0/thumbnail",
                "/studies/1.2/series/1.3/instances/1.4/bulkdata/../1",
                "/studies/1.2/series/1.3/instances/1.4/bulkdata/00880200/0",
                "/studies/1.2/series/1.3/bulkdata/7FE00010",
                "/studies/../x"
            })
    void noPathsOfStudies(String path) {
        assertThat(StudyPath.parse(path)).isEmpty();
        assertThat(StudyPath.parse(null)).isEmpty();
    }
}
