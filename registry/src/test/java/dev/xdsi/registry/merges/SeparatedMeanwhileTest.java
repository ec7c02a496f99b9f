package dev.xdsi.registry.merges;

import static dev.xdsi.model.draft.Submissions.JOHN;
import static dev.xdsi.model.draft.Submissions.MARY;
import static dev.xdsi.model.draft.Submissions.manifest;
import static dev.xdsi.model.draft.Submissions.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.PatientId;
import dev.xdsi.registry.patients.PatientDirectory;
import dev.xdsi.registry.store.Change;
import dev.xdsi.registry.store.Criterion.PatientIn;
import dev.xdsi.registry.store.Registered;
import dev.xdsi.registry.store.RegisteredObject;
import dev.xdsi.registry.store.hibernate.HibernateRegistryStore;
import dev.xdsi.registry.store.hibernate.TestDatabase;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A long answer is read after it was found, and a merge may have been taken back in between. */
class SeparatedMeanwhileTest {
    private static final class MaryInJohn implements PatientDirectory {
        private boolean merged = true;

        @Override
        public boolean isKnown(PatientId id) {
            return true;
        }

        @Override
        public PatientId survivorOf(PatientId id) {
            return merged && id.equals(MARY) ? JOHN : id;
        }

        @Override
        public Set<PatientId> mergedInto(PatientId id) {
            if (!merged) {
                return Set.of(id);
            }
            return id.equals(JOHN) ? Set.of(JOHN, MARY) : Set.of();
        }
    }

    @Test
    void whatWasFoundIsReadAsItWasFound() throws IOException {
        try (TestDatabase database = new TestDatabase();
                HibernateRegistryStore store = HibernateRegistryStore.open(database.dataSource())) {
            Registered.change(store, Change.adding(List.of(Registered.asXml(manifest("hers")))));
            MaryInJohn patients = new MaryInJohn();
            SurvivingPatients surviving = new SurvivingPatients(store, patients);
            RegisteredObject found = surviving
                    .documentEntries(List.of(PatientIn.only(JOHN)), 10)
                    .getFirst()
                    .object();
            RegisteredObject withoutText = found.of(found.patientId(), null);
            patients.merged = false;

            assertThat(surviving.written(List.of(withoutText))).containsOnlyKeys(uuid("hers"));
            assertThat(surviving.written(List.of(withoutText)).get(uuid("hers")))
                    .isEqualTo(found.text())
                    .contains(JOHN.id())
                    .doesNotContain(MARY.id());
        }
    }
}
