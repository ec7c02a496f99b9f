package dev.xdsi.consumer.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.HomeCommunityId;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What all {@link Correlations} must do. */
public interface CorrelationsContract {
    Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    HomeCommunityId THEM = new HomeCommunityId(new Oid("1.2.4"));
    HomeCommunityId OTHERS = new HomeCommunityId(new Oid("1.2.5"));
    PatientId MARY = new PatientId("M1", new Oid("1.2.3"));
    Basis BASIS = new Basis("00");
    PatientId THEIRS = new PatientId("4711", new Oid("1.2.4.9"));

    Correlations correlations();

    @Test
    default void remembersWhatACommunitySaidUntilItNoLongerHolds() {
        Correlation known = new Correlation(MARY, THEM, THEIRS, BASIS, NOON.plusSeconds(60));
        correlations().remember(known, NOON);

        assertThat(correlations().find(MARY, THEM, NOON)).contains(known);
        assertThat(correlations().find(MARY, THEM, NOON.plusSeconds(59))).contains(known);
        assertThat(correlations().find(MARY, THEM, NOON.plusSeconds(60))).isEmpty();
        assertThat(correlations().find(MARY, OTHERS, NOON)).isEmpty();
        assertThat(correlations().find(THEIRS, THEM, NOON)).isEmpty();
    }

    @Test
    default void remembersThatAPatientIsNotKnown() {
        correlations().remember(new Correlation(MARY, THEM, null, BASIS, NOON.plusSeconds(60)), NOON);

        assertThat(correlations().find(MARY, THEM, NOON))
                .hasValueSatisfying(
                        correlation -> assertThat(correlation.theirs()).isNull());
    }

    @Test
    default void theNewestAnswerCounts() {
        correlations().remember(new Correlation(MARY, THEM, null, BASIS, NOON.plusSeconds(60)), NOON);
        Correlation newer = new Correlation(MARY, THEM, THEIRS, BASIS, NOON.plusSeconds(90));

        correlations().remember(newer, NOON);

        assertThat(correlations().find(MARY, THEM, NOON)).contains(newer);
    }

    @Test
    default void findsTheWayBack() {
        PatientId john = new PatientId("J1", MARY.assigningAuthority());
        correlations().remember(new Correlation(MARY, THEM, THEIRS, BASIS, NOON.plusSeconds(60)), NOON);

        assertThat(correlations().withId(THEIRS, THEM, NOON))
                .containsExactly(new Correlation(MARY, THEM, THEIRS, BASIS, NOON.plusSeconds(60)));
        assertThat(correlations().withId(THEIRS, OTHERS, NOON)).isEmpty();
        assertThat(correlations().withId(THEIRS, THEM, NOON.plusSeconds(60))).isEmpty();

        correlations().remember(new Correlation(john, THEM, THEIRS, BASIS, NOON.plusSeconds(60)), NOON);
        assertThat(correlations().withId(THEIRS, THEM, NOON))
                .extracting(Correlation::local)
                .containsExactlyInAnyOrder(MARY, john);
    }
}
