package dev.xdsi.consumer.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.consumer.iti55.Patients;
import dev.xdsi.consumer.partner.PartnerException;
import dev.xdsi.model.HomeCommunityId;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.patient.Address;
import dev.xdsi.model.patient.AdministrativeSex;
import dev.xdsi.model.patient.BirthTime;
import dev.xdsi.model.patient.Demographics;
import dev.xdsi.model.patient.Patient;
import dev.xdsi.model.patient.PersonName;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.iti55.DetectedIssue;
import dev.xdsi.transaction.iti55.PatientDiscoveryRequest;
import dev.xdsi.transaction.iti55.PatientDiscoveryResponse;
import dev.xdsi.transaction.iti55.PatientDiscoveryResponse.Failed;
import dev.xdsi.transaction.iti55.PatientDiscoveryResponse.Found;
import dev.xdsi.transaction.iti55.PatientDiscoveryResponse.NotFound;
import dev.xdsi.transaction.iti55.PatientMatch;
import dev.xdsi.transaction.iti55.RequestedAttribute;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class DiscoveredPatientIdsTest {
    private static final HomeCommunityId US = new HomeCommunityId(new Oid("1.2.3"));
    private static final HomeCommunityId THEM = new HomeCommunityId(new Oid("1.2.4"));
    private static final HomeCommunityId OTHERS = new HomeCommunityId(new Oid("1.2.5"));
    private static final PatientId OURS = new PatientId("M1", new Oid("1.2.3.9"));
    private static final PatientId THEIRS = new PatientId("4711", new Oid("1.2.4.9"));
    private static final PatientId ANOTHER = new PatientId("4712", new Oid("1.2.4.9"));
    private static final Caller CALLER = Caller.self("test");
    private static final Address HOME = new Address("Main St 1", "Springfield", null, null, null);
    private static final Patient MARY = new Patient(
            OURS,
            List.of(),
            new Demographics(
                    List.of(PersonName.of("Müller", "Mary")),
                    new BirthTime("19700304"),
                    AdministrativeSex.FEMALE,
                    List.of(HOME),
                    List.of()));
    private static final DiscoverySettings SETTINGS =
            new DiscoverySettings(90, Duration.ofHours(24), Duration.ofMinutes(10), Duration.ofSeconds(30), 1);

    private final List<PatientDiscoveryRequest> asked = new ArrayList<>();
    private final Deque<PatientDiscoveryResponse> answers = new ArrayDeque<>();
    private final List<Patient> patients = new ArrayList<>(List.of(MARY));
    private Instant now = Instant.parse("2026-03-04T12:00:00Z");

    private final DiscoveryPartner partner =
            new DiscoveryPartner(THEM, THEIRS.assigningAuthority(), (request, caller) -> answer(request), 1);
    private final DiscoveredPatientIds ids = ids(partner, SETTINGS);

    private DiscoveredPatientIds ids(DiscoveryPartner whom, DiscoverySettings settings) {
        return new DiscoveredPatientIds(
                US,
                new Patients(patients),
                community -> community.equals(THEM) ? Optional.of(whom) : Optional.empty(),
                new DiscoveredPatientIds.Memory(new InMemoryCorrelations(10), settings, () -> now),
                () -> "2.25.1");
    }

    private PatientDiscoveryResponse answer(PatientDiscoveryRequest request) {
        asked.add(request);
        PatientDiscoveryResponse next = answers.poll();
        if (next == null) {
            throw new PartnerException("The gateway does not answer.");
        }
        return next;
    }

    private static PatientMatch match(PatientId id, int degree) {
        return new PatientMatch(id, THEM, Demographics.UNKNOWN, degree);
    }

    private Optional<PatientId> idOf() {
        return ids.idOf(OURS, THEM, CALLER);
    }

    @Test
    void asksOnceAndRemembers() {
        answers.add(new Found(List.of(match(THEIRS, 100))));

        assertThat(idOf()).contains(THEIRS);
        assertThat(idOf()).contains(THEIRS);

        assertThat(asked).hasSize(1);
    }

    @Test
    void tellsNoMoreThanIsNeeded() {
        answers.add(NotFound.NOBODY);

        idOf();

        assertThat(asked)
                .containsExactly(new PatientDiscoveryRequest(
                        "2.25.1",
                        US,
                        THEM,
                        List.of(OURS),
                        Demographics.of(
                                PersonName.of("Müller", "Mary"), new BirthTime("19700304"), AdministrativeSex.FEMALE),
                        PatientDiscoveryRequest.MOST));
    }

    @Test
    void tellsMoreWhenThatIsWantedAndKnown() {
        answers.add(new NotFound(Set.of(RequestedAttribute.ADDRESS)));
        answers.add(new Found(List.of(match(THEIRS, 100))));

        assertThat(idOf()).contains(THEIRS);

        assertThat(asked).hasSize(2);
        assertThat(asked.get(1).demographics().addresses()).containsExactly(HOME);
    }

    @Test
    void doesNotAskAgainForWhatItDoesNotHave() {
        answers.add(new NotFound(Set.of(RequestedAttribute.TELECOM)));

        assertThat(idOf()).isEmpty();
        assertThat(asked).hasSize(1);
    }

    @Test
    void asksAgainWhenAnAnswerIsOld() {
        answers.add(new Found(List.of(match(THEIRS, 100))));
        answers.add(new Found(List.of(match(ANOTHER, 100))));
        idOf();

        now = now.plus(Duration.ofHours(24));

        assertThat(idOf()).contains(ANOTHER);
    }

    /** The patient may have agreed to nothing but that. */
    @Test
    void anEmergencyIsHeardOfWhereThePatientWasNotKnownBefore() {
        answers.add(NotFound.NOBODY);
        answers.add(new Found(List.of(match(THEIRS, 100))));
        assertThat(idOf()).isEmpty();
        assertThat(idOf()).as("not asked again").isEmpty();
        Caller emergency = user("doctor", new Caller.Intent(List.of(), "unconscious", null, List.of(), List.of()));

        assertThat(ids.idOf(OURS, THEM, emergency)).contains(THEIRS);
        assertThat(asked).hasSize(2);
    }

    @Test
    void asksAgainWhenThePatientWasCorrected() {
        answers.add(new Found(List.of(match(THEIRS, 100))));
        answers.add(new Found(List.of(match(ANOTHER, 100))));
        assertThat(idOf()).contains(THEIRS);

        becomes(described(OURS, "19700305"));

        assertThat(ids.ourIdOf(THEIRS, THEM)).isEmpty();
        assertThat(idOf()).contains(ANOTHER);
        assertThat(ids.ourIdOf(ANOTHER, THEM)).contains(OURS);
        assertThat(ids.ourIdOf(THEIRS, THEM)).isEmpty();
    }

    @Test
    void theWayBackLeadsToThePatientAsHeIsNow() {
        PatientId duplicate = new PatientId("M2", OURS.assigningAuthority());
        patients.add(described(duplicate, "19700304"));
        answers.add(new Found(List.of(match(THEIRS, 100))));
        answers.add(new Found(List.of(match(THEIRS, 100))));
        assertThat(idOf()).contains(THEIRS);
        assertThat(ids.idOf(duplicate, THEM, CALLER)).contains(THEIRS);
        assertThat(ids.ourIdOf(THEIRS, THEM)).as("two patients of ours").isEmpty();

        becomes(new Patient(OURS, List.of(duplicate), MARY.demographics()));

        assertThat(ids.ourIdOf(THEIRS, THEM)).contains(OURS);
        assertThat(ids.idOf(duplicate, THEM, CALLER)).contains(THEIRS);
        assertThat(asked).hasSize(2);
    }

    /** Her consents over there may let one user know her and another not. */
    @Test
    void thatOneUserIsToldOfNobodyIsNotForAnother() {
        answers.add(NotFound.NOBODY);
        answers.add(new Found(List.of(match(THEIRS, 100))));
        Caller nurse = user("nurse", Caller.Intent.NONE);
        assertThat(ids.idOf(OURS, THEM, nurse)).isEmpty();
        assertThat(ids.idOf(OURS, THEM, nurse)).as("not asked again").isEmpty();

        assertThat(ids.idOf(OURS, THEM, user("doctor", Caller.Intent.NONE))).contains(THEIRS);
        assertThat(ids.idOf(OURS, THEM, nurse)).as("found for all").contains(THEIRS);
        assertThat(asked).hasSize(2);
    }

    private void becomes(Patient patient) {
        patients.clear();
        patients.add(patient);
    }

    private static Patient described(PatientId id, String birthday) {
        Demographics mary = MARY.demographics();
        return new Patient(
                id,
                List.of(),
                new Demographics(mary.names(), new BirthTime(birthday), mary.sex(), mary.addresses(), mary.telecoms()));
    }

    private static Caller user(String name, Caller.Intent intent) {
        return new Caller(
                CALLER.node(),
                new Caller.User(new Caller.Identity(name, "urn:test", name, null), Caller.Affiliation.UNKNOWN, intent));
    }

    @Test
    void believesForAShorterTimeThatAPatientIsNotKnown() {
        answers.add(NotFound.NOBODY);
        answers.add(new Found(List.of(match(THEIRS, 100))));

        assertThat(idOf()).isEmpty();
        now = now.plus(Duration.ofMinutes(9));
        assertThat(idOf()).isEmpty();
        now = now.plus(Duration.ofMinutes(1));

        assertThat(idOf()).contains(THEIRS);
    }

    @Test
    void noAnswerIsNotRememberedAsNobody() {
        assertThatThrownBy(this::idOf).isInstanceOf(PartnerException.class);
        answers.add(new Failed(DetectedIssue.RESPONDER_BUSY, "later"));
        assertThatThrownBy(this::idOf).isInstanceOf(PartnerException.class).hasMessageContaining("ResponderBusy");

        answers.add(new Found(List.of(match(THEIRS, 100))));

        assertThat(idOf()).contains(THEIRS);
    }

    @Test
    void takesNoIdOfWhichTheCommunityIsNotSure() {
        answers.add(new Found(List.of(match(THEIRS, 89))));

        assertThat(idOf()).isEmpty();
    }

    @Test
    void takesNoIdWhereSeveralAreMeant() {
        answers.add(new Found(List.of(match(THEIRS, 95), match(ANOTHER, 95))));

        assertThat(idOf()).isEmpty();
    }

    @Test
    void takesTheOneThatIsSure() {
        answers.add(new Found(List.of(match(ANOTHER, 50), match(THEIRS, 95), match(THEIRS, 95))));

        assertThat(idOf()).contains(THEIRS);
    }

    @Test
    void takesNoIdThatIsOfAThirdCommunity() {
        answers.add(new Found(List.of(new PatientMatch(THEIRS, OTHERS, Demographics.UNKNOWN, 100))));

        assertThat(idOf()).isEmpty();
    }

    @Test
    void takesNoIdOfAnAuthorityThatWasNotAgreedOn() {
        answers.add(new Found(List.of(match(new PatientId("4711", new Oid("1.2.4.10")), 100))));

        assertThat(idOf()).isEmpty();
    }

    @Test
    void takesNoIdOfSomebodyElse() {
        answers.add(new Found(List.of(new PatientMatch(
                THEIRS,
                THEM,
                Demographics.of(PersonName.of("Müller", "Mary"), new BirthTime("19800304"), null),
                100))));

        assertThat(idOf()).isEmpty();
    }

    @Test
    void asksNobodyAboutAPatientOfWhomNothingIsKnown() {
        assertThat(ids.idOf(ANOTHER, THEM, CALLER)).isEmpty();
        assertThat(ids.idOf(OURS, OTHERS, CALLER)).isEmpty();
        assertThat(asked).isEmpty();
    }

    @Test
    void waitsNoLongerThanItsPatienceAndHoldsNoMoreQuestionsOpenThanAllowed() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        DiscoveryPartner slow = new DiscoveryPartner(
                THEM,
                null,
                (request, caller) -> {
                    try {
                        done.await();
                    } catch (InterruptedException interrupted) {
                        Thread.currentThread().interrupt();
                    }
                    return NotFound.NOBODY;
                },
                1);
        DiscoveredPatientIds impatient = ids(
                slow,
                new DiscoverySettings(90, Duration.ofHours(24), Duration.ofMinutes(10), Duration.ofMillis(50), 1));

        assertThatThrownBy(() -> impatient.idOf(OURS, THEM, CALLER)).hasMessageContaining("longer than");
        assertThatThrownBy(() -> impatient.idOf(OURS, THEM, CALLER)).hasMessageContaining("earlier questions");

        done.countDown();
    }
}
