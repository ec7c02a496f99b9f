package dev.xdsi.registry.patients;

import static dev.xdsi.model.patient.AdministrativeSex.FEMALE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.patient.Address;
import dev.xdsi.model.patient.BirthTime;
import dev.xdsi.model.patient.Demographics;
import dev.xdsi.model.patient.Patient;
import dev.xdsi.model.patient.PersonName;
import dev.xdsi.registry.patients.PatientUpdate.Occasion;
import dev.xdsi.registry.patients.PatientUpdate.Trait;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link PatientStore} must do. */
public interface PatientStoreContract {
    Oid DOMAIN = new Oid("1.2.3");
    Oid CLINIC = new Oid("1.2.3.4");
    Oid INSURER = new Oid("1.2.3.5");
    PatientId MARY = new PatientId("M1", DOMAIN);
    PatientId JOHN = new PatientId("J1", DOMAIN);
    Demographics MARYS = new Demographics(
            List.of(PersonName.of("Müller", "Mary", "Ann"), PersonName.of("Doe", "Mary")),
            new BirthTime("197003041205"),
            FEMALE,
            List.of(new Address("Main St 1", "Springfield", "IL", "62701", "USA")),
            List.of("tel:+15551234", "mailto:mary@example.org"));

    PatientStore store();

    private static FeedMessage message(String controlId, PatientUpdate update) {
        return new FeedMessage("CLINIC|ADT", controlId, update.toString(), update);
    }

    private static PatientUpdate says(PatientId id, Demographics given, PatientId... further) {
        return new PatientUpdate(id, Occasion.EVENT, List.of(further), given, Set.of());
    }

    private static Demographics named(String family) {
        return new Demographics(List.of(PersonName.of(family, "Mary")), null, null, List.of(), List.of());
    }

    @Test
    default void keepsAllThatAMessageSaysAndFindsThePatientByAnyId() {
        PatientId local = new PatientId("4711", CLINIC);

        assertThat(store().apply(message("1", says(MARY, MARYS, local)))).isEqualTo(Applied.CREATED);

        Patient mary = new Patient(MARY, List.of(local), MARYS);
        assertThat(store().patient(MARY)).contains(mary);
        assertThat(store().patient(local)).contains(mary);
        assertThat(store().patient(new PatientId("4711", INSURER))).isEmpty();
        assertThat(store().isKnown(MARY)).isTrue();
        assertThat(store().isKnown(local)).isFalse();
        assertThat(store().isKnown(JOHN)).isFalse();
    }

    @Test
    default void aMessageChangesWhatItMentionsAndLeavesTheRest() {
        store().apply(message("1", says(MARY, MARYS)));

        assertThat(store().apply(message("2", says(MARY, named("Smith"))))).isEqualTo(Applied.UPDATED);

        Demographics now = store().patient(MARY).orElseThrow().demographics();
        assertThat(now.names()).containsExactly(PersonName.of("Smith", "Mary"));
        assertThat(now.birthTime()).isEqualTo(MARYS.birthTime());
        assertThat(now.addresses()).isEqualTo(MARYS.addresses());
    }

    @Test
    default void aMessageCanDelete() {
        store().apply(message("1", says(MARY, MARYS)));

        store().apply(message(
                "2",
                new PatientUpdate(
                        MARY,
                        Occasion.EVENT,
                        List.of(),
                        Demographics.UNKNOWN,
                        Set.of(Trait.ADDRESSES, Trait.BIRTH_TIME))));

        Demographics now = store().patient(MARY).orElseThrow().demographics();
        assertThat(now.addresses()).isEmpty();
        assertThat(now.birthTime()).isNull();
        assertThat(now.names()).isEqualTo(MARYS.names());
    }

    @Test
    default void idsOfAnAuthorityAreReplacedAndThoseOfOthersKept() {
        store().apply(message("1", says(MARY, MARYS, new PatientId("1", CLINIC), new PatientId("A", INSURER))));

        store().apply(message("2", says(MARY, MARYS, new PatientId("2", CLINIC))));

        assertThat(store().patient(MARY).orElseThrow().furtherIds())
                .containsExactlyInAnyOrder(new PatientId("A", INSURER), new PatientId("2", CLINIC));
        assertThat(store().patient(new PatientId("1", CLINIC))).isEmpty();
    }

    @Test
    default void idsOfAnAuthorityThatAreWithdrawnGo() {
        store().apply(message("1", says(MARY, MARYS, new PatientId("1", CLINIC), new PatientId("A", INSURER))));
        PatientIdentifierList withdrawn = new PatientIdentifierList(List.of(), Set.of(CLINIC));

        store().apply(message("2", new PatientUpdate(MARY, Occasion.EVENT, withdrawn, MARYS, Set.of())));
        assertThat(store().patient(MARY).orElseThrow().furtherIds()).containsExactly(new PatientId("A", INSURER));

        assertThat(store().apply(message("3", says(JOHN, named("Doe"), new PatientId("1", CLINIC)))))
                .isEqualTo(Applied.CREATED);
    }

    @Test
    default void theSameMessageAgainChangesNothing() {
        FeedMessage first = message("1", says(MARY, MARYS));
        store().apply(first);
        store().apply(message("2", says(MARY, named("Smith"))));

        assertThat(store().apply(first)).isEqualTo(Applied.REPEATED);

        assertThat(store().patient(MARY).orElseThrow().demographics().names())
                .containsExactly(PersonName.of("Smith", "Mary"));
    }

    @Test
    default void aControlIdIsTheSendersOwnAndMeansOneMessage() {
        store().apply(message("1", says(MARY, MARYS)));

        assertThat(store().apply(message("1", says(JOHN, named("Doe"))))).isEqualTo(Applied.CONTROL_ID_REUSED);
        assertThat(store().isKnown(JOHN)).isFalse();
        assertThat(store().apply(new FeedMessage("OTHER|ADT", "1", "x", says(JOHN, named("Doe")))))
                .isEqualTo(Applied.CREATED);
    }

    @Test
    default void anIdHasOneOwnerAndARefusedMessageLeavesNothing() {
        PatientId card = new PatientId("A", INSURER);
        store().apply(message("1", says(MARY, MARYS, card)));

        assertThat(store().apply(message("2", says(JOHN, named("Doe"), card)))).isEqualTo(Applied.ID_OF_ANOTHER);

        assertThat(store().isKnown(JOHN)).isFalse();
        assertThat(store().patient(card).orElseThrow().id()).isEqualTo(MARY);
        assertThat(store().apply(message("2", says(JOHN, named("Doe"))))).isEqualTo(Applied.CREATED);
    }

    @Test
    default void candidatesShareFamilyNameAndBirthdayAsFarAsAskedFor() {
        store().apply(message("1", says(MARY, MARYS)));
        store().apply(message("2", says(JOHN, Demographics.of(PersonName.of("Doe", "John"), day("19700304"), null))));

        assertThat(candidates(Demographics.of(PersonName.of("MUELLER"), day("19700304"), null)))
                .containsExactly(MARY);
        assertThat(candidates(Demographics.of(PersonName.of("doe"), day("19700304"), null)))
                .containsExactlyInAnyOrder(MARY, JOHN);
        assertThat(candidates(Demographics.of(PersonName.of("doe"), day("19700305"), null)))
                .isEmpty();
        assertThat(candidates(named("Mueller"))).containsExactly(MARY);
        assertThat(candidates(new Demographics(List.of(), day("19700304"), null, List.of(), List.of())))
                .hasSize(2);
        assertThat(candidates(Demographics.UNKNOWN)).isEmpty();
        for (String pattern : List.of("%", "_", "*", "'", "?", "\u202E\u200B")) {
            assertThat(candidates(Demographics.of(PersonName.of(pattern), day("19700304"), null)))
                    .as(pattern)
                    .isEmpty();
        }
    }

    @Test
    default void candidatesAreNoMoreThanWanted() {
        IntStream.range(0, 5)
                .forEach(i -> store().apply(message("" + i, says(new PatientId("P" + i, DOMAIN), named("Doe")))));

        assertThat(store().candidates(named("Doe"), 3)).hasSize(3);
    }

    @Test
    default void ofTheSameMessageSentAtOnceManyTimesOneIsTakenOver() throws Exception {
        FeedMessage message = message("1", says(MARY, MARYS, new PatientId("1", CLINIC)));
        Callable<Applied> send = () -> store().apply(message);
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Applied> outcomes =
                    senders
                            .invokeAll(IntStream.range(0, 8)
                                    .<Callable<Applied>>mapToObj(i -> send)
                                    .toList())
                            .stream()
                            .map(outcome -> outcome.resultNow())
                            .toList();

            assertThat(outcomes).containsOnly(Applied.CREATED, Applied.REPEATED).containsOnlyOnce(Applied.CREATED);
        }
    }

    private static BirthTime day(String value) {
        return new BirthTime(value);
    }

    private List<PatientId> candidates(Demographics asked) {
        return store().candidates(asked, 10).stream().map(Patient::id).toList();
    }
}
