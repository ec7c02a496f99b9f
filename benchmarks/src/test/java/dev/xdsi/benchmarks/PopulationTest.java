package dev.xdsi.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.benchmarks.Population.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PopulationTest {
    @Test
    void theOnesOfTenHaveTenApprovedDocuments() {
        for (int index = 0; index < 1000; index++) {
            int patient = Population.ten(index);
            long approved = IntStream.range(0, Population.entries(patient))
                    .filter(entry -> !Population.isReplaced(patient, entry))
                    .count();

            assertThat(approved).as("patient %d", patient).isEqualTo(10);
        }
    }

    @Test
    void mostHaveFewAndOneInAThousandHasThousands() {
        int[] sorted =
                IntStream.range(1000, 11_000).map(Population::entries).sorted().toArray();

        assertThat(sorted[sorted.length / 2]).isBetween(3, 8);
        assertThat(IntStream.of(sorted).filter(entries -> entries >= 1000).count())
                .isEqualTo(10);
    }

    @Test
    void soManyPatientsHaveAboutThatManyEntries() {
        int end = Population.patientsOf(50_000);

        assertThat(IntStream.range(Population.FIRST, end)
                        .map(Population::entries)
                        .sum())
                .isBetween(50_000, 53_000);
    }

    @Test
    void aDocumentIsReplacedByTheFirstOfTheNextSubmission() {
        for (int patient = Population.FIRST; patient < 200; patient++) {
            for (int entry = 0; entry < Population.entries(patient); entry++) {
                if (Population.isReplaced(patient, entry)) {
                    int next = Population.setOf(entry) + 1;
                    assertThat(Population.firstOf(patient, next)).isEqualTo(entry + 1);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {Population.LONG_ANSWER, 4, 5, 7, 9, 999})
    void setsDivideTheEntriesOfAPatient(int patient) {
        int entry = 0;
        for (int set = 0; set < Population.sets(patient); set++) {
            Part part = new Part(patient, set, set + 1);
            assertThat(part.firstEntry()).isEqualTo(entry);
            for (; entry < part.endEntry(); entry++) {
                assertThat(Population.setOf(entry)).isEqualTo(set);
            }
        }
        assertThat(entry).isEqualTo(Population.entries(patient));
    }

    @Test
    void batchesHoldEverySetOnceAndNoneIsLarge() {
        List<Part> wanted = new ArrayList<>();
        List<Part> found = new ArrayList<>();
        int[] patients = {Population.LONG_ANSWER, 4, 7, 999, 9};
        for (int patient : patients) {
            IntStream.range(0, Population.sets(patient)).forEach(set -> wanted.add(new Part(patient, set, set + 1)));
        }
        Batches batches = new Batches(IntStream.of(patients));

        for (List<Part> batch = batches.next(); !batch.isEmpty(); batch = batches.next()) {
            assertThat(batch.stream()
                            .mapToInt(part -> part.endSet() - part.fromSet())
                            .sum())
                    .isLessThanOrEqualTo(250);
            for (Part part : batch) {
                for (int set = part.fromSet(); set < part.endSet(); set++) {
                    found.add(new Part(part.patient(), set, set + 1));
                }
            }
        }

        assertThat(found).isEqualTo(wanted);
    }
}
