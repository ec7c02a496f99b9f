package dev.xdsi.registry;

import static dev.xdsi.registry.OpenFeed.JOHN;
import static dev.xdsi.registry.OpenFeed.MARY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.patient.Address;
import dev.xdsi.model.patient.AdministrativeSex;
import dev.xdsi.model.patient.BirthTime;
import dev.xdsi.model.patient.Demographics;
import dev.xdsi.model.patient.Patient;
import dev.xdsi.model.patient.PersonName;
import dev.xdsi.registry.iti8.Adt;
import dev.xdsi.registry.mllp.MllpListener;
import dev.xdsi.registry.mllp.MllpPort;
import dev.xdsi.registry.mllp.MllpSender;
import dev.xdsi.registry.patients.Applied;
import dev.xdsi.registry.patients.FeedMessage;
import dev.xdsi.registry.patients.PatientStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Patient Identity Feed over real connections. */
class PatientFeedTest {
    @RegisterExtension
    final OpenFeed feed = new OpenFeed();

    @Test
    void takesOverAnA04() throws IOException {
        String answer = feed.ask(Adt.a04("1"));

        assertThat(answer)
                .isEqualTo("MSH|^~\\&|XDSI|GATEWAY|ADT|CLINIC|20260304050607+0000||ACK^A04^ACK|0123456789abcdef0123|P"
                        + "|2.5||||||UNICODE UTF-8\rMSA|AA|1\r");
        assertThat(feed.patients.patient(MARY))
                .contains(new Patient(
                        MARY,
                        List.of(new PatientId("4711", new Oid("1.2.3.4"))),
                        new Demographics(
                                List.of(PersonName.of("Müller", "Mary", "Ann"), PersonName.of("Doe", "Mary")),
                                new BirthTime("19700304"),
                                AdministrativeSex.FEMALE,
                                List.of(new Address("Main St 1", "Springfield", "IL", "62701", "USA")),
                                List.of("tel:+15551234", "mailto:mary@example.org"))));
    }

    @Test
    void takesOverAnA01OfVersion231() throws IOException {
        String answer = feed.ask(Adt.a01Of231("2"));

        assertThat(answer)
                .isEqualTo("MSH|^~\\&|XDSI|GATEWAY|ADT|CLINIC|20260304050607+0000||ACK^A01|0123456789abcdef0123|P"
                        + "|2.3.1||||||8859/1\rMSA|AA|2\r");
        assertThat(feed.patients.patient(JOHN).orElseThrow().demographics().names())
                .containsExactly(PersonName.of("Doé", "John"));
    }

    @Test
    void anA08ChangesAPatientAndDeletesWhatItSaysIsNoMore() throws IOException {
        feed.ask(Adt.a04("1"));

        assertThat(feed.ask(Adt.a04("2")
                        .withType("ADT^A08")
                        .withPid("PID|||M1^^^&1.2.3&ISO||Smith^Mary|||||| \"\"".replace(" \"", "\""))))
                .contains("MSA|AA|2");

        Demographics now = feed.patients.patient(MARY).orElseThrow().demographics();
        assertThat(now.names()).containsExactly(PersonName.of("Smith", "Mary"));
        assertThat(now.addresses()).isEmpty();
        assertThat(now.birthTime()).isEqualTo(new BirthTime("19700304"));
    }

    /** No database keeps it, and its sender would send it for ever. */
    @ParameterizedTest
    @ValueSource(strings = {"00000101", "0000", "19700230"})
    void aDayThatIsInNoCalendarIsNobodysBirthday(String birthday) throws IOException {
        assertThat(feed.ask(Adt.a04("1").withPid("PID|||M1^^^&1.2.3&ISO||Doe^Mary||" + birthday)))
                .contains("MSA|AE|1|", "PID^1^7", "102^");
        assertThat(feed.patients.isKnown(MARY)).isFalse();
    }

    @Test
    void anA08DeletesTheIdsOfAnAuthority() throws IOException {
        feed.ask(Adt.a04("1").withPid("PID|||M1^^^&1.2.3&ISO~4711^^^&1.2.3.4&ISO~7^^^&2.9.9&ISO||Doe"));

        assertThat(feed.ask(Adt.a04("2")
                        .withType("ADT^A08")
                        .withPid("PID|||M1^^^&1.2.3&ISO~\"\"^^^CLINIC&1.2.3.4&ISO^MR||Doe")))
                .contains("MSA|AA|2");

        assertThat(feed.patients.patient(MARY).orElseThrow().furtherIds())
                .containsExactly(new PatientId("7", new Oid("2.9.9")));
    }

    @Test
    void whoNoLongerHasAnIdHasNoIdOfAnother() throws IOException {
        feed.ask(Adt.a04("1").withPid("PID|||M1^^^&1.2.3&ISO~\"\"^^^&2.9.9&ISO||Doe"));

        assertThat(feed.ask(Adt.a04("2").withPid("PID|||J1^^^&1.2.3&ISO~\"\"^^^&2.9.9&ISO||Doe")))
                .contains("MSA|AA|2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"\"^^^&1.2.3&ISO", "\"\"^^^&1.2.3&ISO~\"\"^^^&2.9.9&ISO", "M1^^^&1.2.3&ISO~\"\"^^^&1.2.3&ISO"})
    void theIdOfTheAffinityDomainCannotBeDeleted(String ids) throws IOException {
        assertThat(feed.ask(Adt.a04("1").withPid("PID|||" + ids + "||Doe")))
                .contains("MSA|AE|1|the id of the affinity domain cannot be deleted", "PID^1^3", "204^");
        assertThat(feed.patients.isKnown(new PatientId("\"\"", OpenFeed.DOMAIN)))
                .isFalse();
        assertThat(feed.patients.isKnown(MARY)).isFalse();
    }

    @Test
    void whatIsDeletedOfANameOrAnAddressIsEmpty() throws IOException {
        feed.ask(Adt.a04("1")
                .withPid("PID|||M1^^^&1.2.3&ISO||Doe^\"\"^Ann~\"\"^Mary^\"\"||||||"
                        + "\"\"^^Springfield^\"\"^62701~Main St 1^^\"\"^IL^^\"\"||\"\"^PRN^^mary@example.org"));

        Demographics now = feed.patients.patient(MARY).orElseThrow().demographics();
        assertThat(now.names()).containsExactly(PersonName.of("Doe", "Ann"), PersonName.of("", "Mary"));
        assertThat(now.addresses())
                .containsExactly(
                        new Address(null, "Springfield", null, "62701", null),
                        new Address("Main St 1", null, "IL", null, null));
        assertThat(now.telecoms()).containsExactly("mailto:mary@example.org");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"\"^\"\"^\"\"", "\"\"^^^^^^L"})
    void aNameOfWhichAllIsDeletedIsDeleted(String name) throws IOException {
        feed.ask(Adt.a04("1"));

        feed.ask(Adt.a04("2").withPid("PID|||M1^^^&1.2.3&ISO||" + name + "||||||\"\"^\"\"||\"\"^PRN^PH"));

        Demographics now = feed.patients.patient(MARY).orElseThrow().demographics();
        assertThat(now.names()).isEmpty();
        assertThat(now.addresses()).isEmpty();
        assertThat(now.telecoms()).isEmpty();
    }

    @Test
    void everyAttemptIsAuditedOnceAsWhatItWas() throws IOException {
        feed.ask(Adt.a04("1"));
        feed.ask(Adt.a04("2"));
        feed.ask(Adt.a04("3").withPid("PID|||X^^^&2.9.9&ISO||Doe"));

        assertThat(feed.audited())
                .hasSize(3)
                .allSatisfy(record -> assertThat(record)
                        .contains("110110", "ITI-8", "UserID=\"CLINIC|ADT\"", "UserID=\"GATEWAY|XDSI\"", "MSH-10"));
        assertThat(feed.audited().get(0)).contains("EventActionCode=\"C\"", "EventOutcomeIndicator=\"0\"", MARY.id());
        assertThat(feed.audited().get(1)).contains("EventActionCode=\"U\"", "EventOutcomeIndicator=\"0\"");
        assertThat(feed.audited().get(2)).contains("EventOutcomeIndicator=\"8\"", "AE 204 PID-3");
    }

    @Test
    void otherDelimitersAreAsGood() throws IOException {
        String other = "MSH#*~\\&#ADT#CLINIC#XDSI#GATEWAY#2026##ADT*A04#1#P#2.5\rPID###M1***&1.2.3&ISO##Doe*Mary\r";

        assertThat(feed.ask(other.getBytes(StandardCharsets.US_ASCII)))
                .startsWith("MSH#*~\\&#XDSI#GATEWAY#ADT#CLINIC#")
                .contains("\rMSA#AA#1\r");
        assertThat(feed.patients.isKnown(MARY)).isTrue();
    }

    @Test
    void delimitersInANameAreEscaped() throws IOException {
        assertThat(feed.ask(Adt.a04("1").withPid("PID|||M1^^^&1.2.3&ISO||D\\F\\o\\S\\e^\\E\\")))
                .contains("MSA|AA|1");
        assertThat(feed.patients.patient(MARY).orElseThrow().demographics().names())
                .containsExactly(PersonName.of("D|o^e", "\\"));
    }

    @Test
    void h10_aMessageSentAgainIsAcknowledgedAgainAndChangesNothing() throws IOException {
        feed.ask(Adt.a04("1"));
        feed.ask(Adt.a04("2").withPid("PID|||M1^^^&1.2.3&ISO||Smith"));

        assertThat(feed.ask(Adt.a04("1"))).contains("MSA|AA|1");

        assertThat(feed.patients.patient(MARY).orElseThrow().demographics().names())
                .containsExactly(PersonName.of("Smith"));
        assertThat(feed.ask(Adt.a01Of231("1"))).contains("MSA|AE|1", "another message");
    }

    /** It has nothing to do with what was said, so it may be said again (HL7 v2.5 2.9.2.2). */
    @Test
    void aFailureIsARejectionWithAnIdAndNothingElse() throws Exception {
        PatientStore broken = new PatientStore() {
            @Override
            public Applied apply(FeedMessage message) {
                throw new IllegalStateException("password=secret");
            }

            @Override
            public Optional<Patient> patient(PatientId anyId) {
                return Optional.empty();
            }

            @Override
            public boolean isKnown(PatientId id) {
                return false;
            }

            @Override
            public List<Patient> candidates(Demographics asked, int most) {
                return List.of();
            }
        };
        try (MllpListener failing = feed.listen(broken, MllpPort.plain(OpenFeed.anywhere()));
                MllpSender sender = MllpSender.to(failing.address())) {
            assertThat(sender.ask(Adt.a04("1").bytes()))
                    .contains("MSA|AR|1", "207^", "error id 01234567-89ab")
                    .doesNotContain("secret");
        }
        assertThat(feed.audited()).hasSize(1).first().asString().contains("EventOutcomeIndicator=\"8\"");
    }
}
