package dev.xdsi.consumer.studies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.consumer.TestStudy;
import dev.xdsi.consumer.manifest.Manifest;
import dev.xdsi.consumer.manifest.ManifestSeries;
import dev.xdsi.consumer.manifest.SeriesDescription;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A study that a source tells of twice is one study. */
class DistinctStudiesTest {
    private static final SeriesDescription SAID = new SeriesDescription("CT", "Thorax", "1", "", "", "");

    private static SharedStudy study(String document, String repository, Manifest manifest) {
        return new SharedStudy(
                document, repository, null, "2026-03-01", List.of("CT"), "", "", SourcePatient.of(List.of()), manifest);
    }

    private static Manifest described(Manifest plain) {
        return new Manifest(
                plain.studyInstanceUID(),
                plain.series().stream()
                        .map(one -> new ManifestSeries(
                                one.seriesInstanceUID(),
                                one.retrieveLocationUID(),
                                one.retrieveURL(),
                                SAID,
                                one.instances()))
                        .toList());
    }

    @Test
    void theManifestThatDescribesStandsForTheOneThatLists() {
        SharedStudy plain = study("1.1", "1.9", TestStudy.manifest());
        SharedStudy described = study("1.2", "1.9", described(TestStudy.manifest()));

        assertThat(DistinctStudies.of(List.of(plain, described))).containsExactly(described);
        assertThat(DistinctStudies.of(List.of(described, plain))).containsExactly(described);
    }

    @Test
    void whatTellsOfFurtherInstancesStays() {
        SharedStudy whole = study("1.1", "1.9", TestStudy.manifest());
        SharedStudy part = study(
                "1.2",
                "1.9",
                described(new Manifest(
                        TestStudy.UID_OF_STUDY, TestStudy.manifest().series().subList(0, 1))));
        SharedStudy other = study(
                "1.3",
                "1.9",
                new Manifest(
                        TestStudy.UID_OF_STUDY,
                        List.of(TestStudy.series("1.2.3.4.100.7", TestStudy.LOCATION, "1.2.3.4.100.7.1"))));

        assertThat(DistinctStudies.of(List.of(part, other, whole))).containsExactly(other, whole);
    }

    @Test
    void anotherRepositoryTellsForItself() {
        SharedStudy here = study("1.1", "1.9", TestStudy.manifest());
        SharedStudy there = study("1.2", "1.8", TestStudy.manifest());

        assertThat(DistinctStudies.of(List.of(here, there))).containsExactly(here, there);
    }
}
