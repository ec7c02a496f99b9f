package dev.xdsi.consumer.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.PatientId;
import dev.xdsi.model.draft.Submissions;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class OpenedStudiesOfSessionTest {
    private static final PatientId MARY = Submissions.MARY;
    private static final PatientId JOHN = new PatientId("john", MARY.assigningAuthority());

    private final Session session = TestLogIn.session(InstantSource.system(), "ada");

    @Test
    void aSessionKnowsWhoseStudiesTheUserWasShown() {
        session.opened("1.2.3", MARY, null);
        session.opened("1.2.4", JOHN, null);

        assertThat(session.patientOf("1.2.3")).contains(MARY);
        assertThat(session.patientOf("1.2.4")).contains(JOHN);
        assertThat(session.patientOf("1.2.5")).isEmpty();
        assertThat(session.patients()).containsExactlyInAnyOrder(MARY, JOHN);
    }

    @Test
    void ofAThousandStudiesThoseShownFirstAreForgotten() {
        session.opened("1.2.3", MARY, null);
        for (int i = 0; i < 999; i++) {
            session.opened("1.2.4." + i, MARY, null);
        }
        session.opened("1.2.3", MARY, null);
        assertThat(session.patientOf("1.2.4.0")).isPresent();

        session.opened("1.2.5", MARY, null);
        assertThat(session.patientOf("1.2.4.0")).isEmpty();
        assertThat(session.patientOf("1.2.3")).isPresent();
        assertThat(session.patientOf("1.2.5")).isPresent();
    }

    @Test
    void itKnowsWhoSharesAStudyAndForgetsThatWithThePatient() {
        session.opened("1.2.3", MARY, "urn:oid:1");
        session.opened("1.2.3", MARY, null);
        session.opened("1.2.3", MARY, "urn:oid:2");
        assertThat(session.shown("1.2.3"))
                .hasValueSatisfying(
                        shown -> assertThat(shown.homes()).containsExactlyInAnyOrder("urn:oid:1", "urn:oid:2"));

        session.opened("1.2.3", JOHN, "urn:oid:3");
        assertThat(session.shown("1.2.3"))
                .hasValueSatisfying(shown -> assertThat(shown.homes()).containsExactly("urn:oid:3"));
    }
}
