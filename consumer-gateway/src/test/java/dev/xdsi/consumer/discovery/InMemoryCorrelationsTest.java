package dev.xdsi.consumer.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.PatientId;
import org.junit.jupiter.api.Test;

class InMemoryCorrelationsTest implements CorrelationsContract {
    private final Correlations correlations = new InMemoryCorrelations(2);

    @Override
    public Correlations correlations() {
        return correlations;
    }

    @Test
    void forgetsWhatWasNotUsedForLongestWhenThereAreTooMany() {
        PatientId john = new PatientId("J1", MARY.assigningAuthority());
        PatientId jane = new PatientId("J2", MARY.assigningAuthority());
        for (PatientId patient : new PatientId[] {MARY, john}) {
            correlations.remember(new Correlation(patient, THEM, THEIRS, BASIS, NOON.plusSeconds(60)), NOON);
        }
        correlations.find(MARY, THEM, NOON);

        correlations.remember(new Correlation(jane, THEM, THEIRS, BASIS, NOON.plusSeconds(60)), NOON);

        assertThat(correlations.find(john, THEM, NOON)).isEmpty();
        assertThat(correlations.find(MARY, THEM, NOON)).isPresent();
        assertThat(correlations.find(jane, THEM, NOON)).isPresent();
    }
}
