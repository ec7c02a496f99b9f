package dev.xdsi.consumer.dicomweb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.consumer.manifest.InstanceDescription;
import dev.xdsi.consumer.manifest.Manifest;
import dev.xdsi.consumer.manifest.ManifestInstance;
import dev.xdsi.consumer.manifest.ManifestSeries;
import dev.xdsi.consumer.manifest.SeriesDescription;
import dev.xdsi.consumer.studies.SharedStudy;
import dev.xdsi.consumer.studies.SourcePatient;
import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.UID;
import dev.xdsi.model.PatientId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a manifest with descriptions lets QIDO-RS say without asking the source. */
class DescribedSeriesTest {
    private final SearchAnswer answer = new SearchAnswer("http://localhost/dicomweb");

    private static OpenStudy study(SeriesDescription series, InstanceDescription instance) {
        return new OpenStudy(
                PatientId.parse("P^^^&1.2&ISO").orElseThrow(),
                List.of(new SharedStudy(
                        "1.1",
                        "1.9",
                        null,
                        "",
                        List.of("CT", "MR"),
                        "",
                        "",
                        new SourcePatient("", "", ""),
                        new Manifest(
                                "1.2.3",
                                List.of(new ManifestSeries(
                                        "1.2.3.1",
                                        "1.9",
                                        null,
                                        series,
                                        List.of(new ManifestInstance(
                                                UID.SecondaryCaptureImageStorage, "1.2.3.1.1", instance))))))));
    }

    @Test
    void seriesAndInstancesAreDescribed() {
        OpenStudy study = study(
                new SeriesDescription("MR", "T1 Schädel", "4", "20260301", "101500", "Head"),
                new InstanceDescription("12", 20, ""));
        ManifestSeries series = study.series().getFirst();
        Attributes ofSeries = answer.series(study, series);
        Attributes ofInstance =
                answer.instance(study, series, series.instances().getFirst());

        assertThat(ofSeries.string(Tag.Modality)).contains("MR");
        assertThat(ofSeries.string(Tag.SeriesDescription)).contains("T1 Schädel");
        assertThat(ofSeries.string(Tag.SeriesNumber)).contains("4");
        assertThat(ofSeries.string(Tag.SeriesDate)).contains("20260301");
        assertThat(ofSeries.string(Tag.SeriesTime)).contains("101500");
        assertThat(ofInstance.string(Tag.InstanceNumber)).contains("12");
        assertThat(ofInstance.integer(Tag.NumberOfFrames)).hasValue(20);
    }

    @Test
    void whatIsNotSaidOrIsNoneIsLeftOut() {
        OpenStudy study =
                study(new SeriesDescription("<b>", "", "four", "", "", ""), new InstanceDescription("1\\2", 0, ""));
        ManifestSeries series = study.series().getFirst();
        Attributes ofSeries = answer.series(study, series);
        Attributes ofInstance =
                answer.instance(study, series, series.instances().getFirst());

        assertThat(ofSeries.hasValue(Tag.Modality)).isFalse();
        assertThat(ofSeries.contains(Tag.SeriesNumber)).isFalse();
        assertThat(ofSeries.contains(Tag.SeriesDescription)).isFalse();
        assertThat(ofInstance.contains(Tag.InstanceNumber)).isFalse();
        assertThat(ofInstance.contains(Tag.NumberOfFrames)).isFalse();
    }
}
