package dev.xdsi.registry;

import static dev.xdsi.registry.OpenFeed.JOHN;
import static dev.xdsi.registry.OpenFeed.MARY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.registry.iti8.Adt;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ITI-8's ADT^A40 over a real connection; the names with H are those of the attacks on HL7 v2. */
class MergeFeedTest {
    private static final String M1 = MARY.cx();
    private static final String J1 = JOHN.cx();

    @RegisterExtension
    final OpenFeed feed = new OpenFeed();

    private void known() throws IOException {
        assertThat(feed.ask(Adt.a04("mary"))).contains("MSA|AA|");
        assertThat(feed.ask(Adt.a01Of231("john"))).contains("MSA|AA|");
    }

    @ParameterizedTest
    @CsvSource({"2.3.1, ADT^A40", "2.5, ADT^A40^ADT_A39"})
    void aMergeIsAcknowledgedAndTheSubsumedIdIsNoMore(String version, String type) throws IOException {
        known();

        assertThat(feed.ask(Adt.a40("1", J1, M1).withVersion(version).withType(type)))
                .contains("MSA|AA|1");

        assertThat(feed.patients.isKnown(MARY)).isFalse();
        assertThat(feed.patients.survivorOf(MARY)).isEqualTo(JOHN);
        assertThat(feed.patients.patient(MARY).orElseThrow().id()).isEqualTo(JOHN);
    }

    @Test
    void aMergeIsAuditedOnceWithBothPatients() throws IOException {
        known();
        feed.ask(Adt.a40("1", J1, M1));

        assertThat(feed.audited()).hasSize(3);
        assertThat(feed.audited().getLast())
                .contains("110110", "ITI-8", "EventActionCode=\"D\"", "EventOutcomeIndicator=\"0\"", "M1^^^", "J1^^^");
    }

    @ParameterizedTest
    @CsvSource({"ADT^A08^ADT_A01", "ADT^A01^ADT_A01", "ADT^A05^ADT_A05"})
    void whatHappensUnderASubsumedIdIsRefused(String type) throws IOException {
        known();
        feed.ask(Adt.a40("1", J1, M1));

        assertThat(feed.ask(Adt.a04("2").withType(type))).contains("MSA|AE|2|the patient was merged", "204^");
    }

    @Test
    void aRegistrationOfASubsumedIdSeparatesHimAgain() throws IOException {
        known();
        var before = feed.patients.patient(MARY);
        feed.ask(Adt.a40("1", J1, M1));

        assertThat(feed.ask(Adt.a04("2"))).contains("MSA|AA|2");

        assertThat(feed.patients.patient(MARY)).isEqualTo(before);
        assertThat(feed.audited().getLast()).contains("EventActionCode=\"U\"");
    }

    @Test
    void aPreAdmissionIsTakenLikeAnAdmission() throws IOException {
        assertThat(feed.ask(Adt.a04("1").withType("ADT^A05^ADT_A05"))).contains("MSA|AA|1");
        assertThat(feed.patients.isKnown(MARY)).isTrue();
    }

    @Test
    void h10_aMergeSentAgainIsAcknowledgedAgain() throws IOException {
        known();
        feed.ask(Adt.a40("1", J1, M1));

        assertThat(feed.ask(Adt.a40("1", J1, M1))).contains("MSA|AA|1");
        assertThat(feed.ask(Adt.a40("1", M1, J1))).contains("MSA|AE|1", "MSH^1^10");
    }

    @Test
    void h11_aMergeOfAPatientIntoHimselfIsRefused() throws IOException {
        known();

        assertThat(feed.ask(Adt.a40("1", M1, M1)))
                .contains("MSA|AE|1|a patient cannot be merged into himself", "MRG^1^1");
        assertThat(feed.patients.isKnown(MARY)).isTrue();
    }

    @Test
    void h12_aCircleOfMergesIsRefused() throws IOException {
        known();
        feed.ask(Adt.a40("1", J1, M1));

        assertThat(feed.ask(Adt.a40("2", M1, J1)))
                .contains("MSA|AE|2|the surviving patient was himself merged", "PID^1^3");
        assertThat(feed.patients.isKnown(JOHN)).isTrue();
    }

    @Test
    void h13_aMergeOfSomebodyUnknownIsRefused() throws IOException {
        feed.ask(Adt.a04("mary"));

        assertThat(feed.ask(Adt.a40("1", J1, M1))).contains("MSA|AE|1|the surviving patient is not known", "204^");
        assertThat(feed.ask(Adt.a40("2", M1, J1))).contains("MSA|AE|2|the subsumed patient is not known", "MRG^1^1");
        assertThat(feed.patients.isKnown(JOHN)).isFalse();
        assertThat(feed.patients.isKnown(MARY)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "M1^^^&2.9.9&ISO, J1^^^&1.2.3&ISO, PID^1^3",
        "J1^^^&1.2.3&ISO, M1^^^&2.9.9&ISO, MRG^1^1",
        "J1^^^&1.2.3&ISO, M1^^^HOSPITAL, MRG^1^1",
        "J1^^^&1.2.3&ISO, '', MRG^1^1"
    })
    void h14_aMergeAcrossAssigningAuthoritiesIsRefused(String survivor, String subsumed, String place)
            throws IOException {
        known();

        assertThat(feed.ask(Adt.a40("1", survivor, subsumed)))
                .contains("MSA|AE|1|no id of the affinity domain, whose assigning authority is 1.2.3", place);
        assertThat(feed.patients.isKnown(MARY)).isTrue();
        assertThat(feed.patients.isKnown(JOHN)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "J1^^^&1.2.3&ISO, '\"\"^^^&1.2.3&ISO', MRG^1^1",
        "J1^^^&1.2.3&ISO, 'M1^^^&1.2.3&ISO~\"\"^^^&1.2.3&ISO', MRG^1^1",
        "'\"\"^^^&1.2.3&ISO', M1^^^&1.2.3&ISO, PID^1^3"
    })
    void aMergeDeletesNoId(String survivor, String subsumed, String place) throws IOException {
        known();

        assertThat(feed.ask(Adt.a40("1", survivor, subsumed)))
                .contains("MSA|AE|1|the id of the affinity domain cannot be deleted", place);
        assertThat(feed.ask(Adt.a40("2", J1, M1 + "~\"\"^^^&2.9.9&ISO"))).contains("MSA|AA|2");
    }

    @Test
    void aMergeWithoutMrgOrWithTwoIsRefused() throws IOException {
        known();

        assertThat(feed.ask(Adt.a40("1", J1, M1).withPid("PID|||" + J1))).contains("MSA|AE|1", "one MRG");
        assertThat(feed.ask(Adt.a40("2", J1, M1 + "\rMRG|" + M1))).contains("MSA|AE|2", "one MRG");
        assertThat(feed.ask(Adt.a40("3", J1, M1 + "~M2^^^&1.2.3&ISO"))).contains("MSA|AE|3", "205^");
        assertThat(feed.patients.isKnown(MARY)).isTrue();
    }
}
