package dev.xdsi.consumer.iti55;

import static dev.xdsi.model.patient.AdministrativeSex.FEMALE;
import static dev.xdsi.model.patient.AdministrativeSex.MALE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.disclosure.ConsentDecisionPoint;
import dev.xdsi.disclosure.Decision;
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
import dev.xdsi.transaction.iti55.PatientDiscoveryRequest;
import dev.xdsi.transaction.iti55.PatientDiscoveryResponse;
import dev.xdsi.transaction.iti55.PatientDiscoveryResponse.Found;
import dev.xdsi.transaction.iti55.PatientDiscoveryResponse.NotFound;
import dev.xdsi.transaction.iti55.PatientMatch;
import dev.xdsi.transaction.iti55.RequestedAttribute;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CrossGatewayPatientDiscoveryTest {
    private static final HomeCommunityId US = new HomeCommunityId(new Oid("1.2.4"));
    private static final HomeCommunityId THEM = new HomeCommunityId(new Oid("1.2.3"));
    private static final Oid OURS = new Oid("1.2.4.9");
    private static final PatientId CARD = new PatientId("A1", new Oid("1.2.99"));
    private static final Caller CALLER = Caller.self("test");
    private static final Address HOME = new Address("Main St 1", "Springfield", "IL", "62701", "USA");
    private static final Patient MARY = new Patient(
            new PatientId("4711", OURS),
            List.of(CARD),
            new Demographics(
                    List.of(PersonName.of("Müller", "Mary", "Ann"), PersonName.of("Doe", "Mary")),
                    new BirthTime("19700304"),
                    FEMALE,
                    List.of(HOME),
                    List.of("tel:+15551234")));
    private static final Patient TWIN = new Patient(
            new PatientId("4712", OURS),
            List.of(),
            new Demographics(
                    List.of(PersonName.of("Mueller", "Mary")),
                    new BirthTime("19700304"),
                    FEMALE,
                    List.of(new Address("Elm St 2", "Springfield", null, "62701", null)),
                    List.of()));

    private static Demographics mary(@Nullable AdministrativeSex sex, Address... addresses) {
        return new Demographics(
                List.of(PersonName.of("MUELLER", "MARY")),
                new BirthTime("19700304"),
                sex,
                List.of(addresses),
                List.of());
    }

    private static PatientDiscoveryRequest about(Demographics demographics, PatientId... ids) {
        return new PatientDiscoveryRequest("2.25.1", THEM, US, List.of(ids), demographics, 5);
    }

    private static PatientDiscoveryResponse ask(PatientDiscoveryRequest request, Patient... known) {
        return new CrossGatewayPatientDiscovery(Patients.of(known), ConsentDecisionPoint.WITHOUT_CONSENT, US)
                .perform(request, CALLER);
    }

    @Test
    void namesThePatientWhoIsMeantAndNoMoreOfHimThanWasAsked() {
        assertThat(ask(about(mary(FEMALE)), MARY))
                .isEqualTo(new Found(List.of(new PatientMatch(
                        MARY.id(),
                        US,
                        new Demographics(
                                List.of(PersonName.of("Müller", "Mary", "Ann")),
                                new BirthTime("19700304"),
                                FEMALE,
                                List.of(),
                                List.of()),
                        100))));
    }

    @Test
    void saysNothingOfTheSexThatWasNotAskedFor() {
        assertThat(ask(about(mary(null)), MARY))
                .isInstanceOfSatisfying(
                        Found.class,
                        found -> assertThat(found.matches()).singleElement().satisfies(match -> {
                            assertThat(match.demographics().sex()).isNull();
                            assertThat(match.degree()).isEqualTo(90);
                        }));
    }

    @Test
    void givesBackTheAddressOnlyToOneWhoHasIt() {
        assertThat(ask(about(mary(FEMALE, HOME)), MARY))
                .isInstanceOfSatisfying(
                        Found.class,
                        found -> assertThat(found.matches()
                                        .getFirst()
                                        .demographics()
                                        .addresses())
                                .containsExactly(HOME));
        assertThat(ask(about(mary(FEMALE, new Address("Elm St 2", "Springfield", null, null, null))), MARY))
                .isInstanceOfSatisfying(
                        Found.class,
                        found -> assertThat(found.matches()
                                        .getFirst()
                                        .demographics()
                                        .addresses())
                                .isEmpty());
    }

    @Test
    void knowsAPatientByAnIdAlone() {
        assertThat(ask(about(Demographics.UNKNOWN, CARD), MARY))
                .isEqualTo(new Found(List.of(new PatientMatch(MARY.id(), US, Demographics.UNKNOWN, 100))));
    }

    @Test
    void anIdDoesNotHelpWhereTheDemographicsSayOtherwise() {
        assertThat(ask(about(mary(MALE), CARD), MARY)).isEqualTo(NotFound.NOBODY);
        assertThat(ask(
                        about(Demographics.of(PersonName.of("Smith", "Mary"), new BirthTime("19700304"), FEMALE), CARD),
                        MARY))
                .isEqualTo(NotFound.NOBODY);
    }

    @Test
    void namesNobodyWhereTooLittleAgrees() {
        Demographics other = Demographics.of(PersonName.of("Müller", "Anna"), new BirthTime("19700304"), FEMALE);
        Demographics noBirthday =
                new Demographics(List.of(PersonName.of("Müller", "Mary")), null, FEMALE, List.of(), List.of());

        assertThat(ask(about(other), MARY)).isEqualTo(NotFound.NOBODY);
        assertThat(ask(about(noBirthday), MARY)).isEqualTo(NotFound.NOBODY);
        assertThat(ask(about(Demographics.UNKNOWN), MARY)).isEqualTo(NotFound.NOBODY);
        assertThat(ask(about(mary(FEMALE)))).isEqualTo(NotFound.NOBODY);
    }

    @Test
    void whereSeveralCouldBeMeantAsksForWhatTellsThemApart() {
        assertThat(ask(about(mary(FEMALE)), MARY, TWIN))
                .isEqualTo(new NotFound(Set.of(RequestedAttribute.ADDRESS, RequestedAttribute.TELECOM)));
        assertThat(ask(about(mary(FEMALE, HOME)), MARY, TWIN))
                .isInstanceOfSatisfying(
                        Found.class,
                        found -> assertThat(found.matches())
                                .extracting(PatientMatch::id)
                                .containsExactly(MARY.id()));
        assertThat(ask(about(mary(FEMALE, new Address("Oak St 3", "Springfield", null, "62701", null))), MARY, TWIN))
                .isEqualTo(new NotFound(Set.of(RequestedAttribute.TELECOM)));
    }

    @Test
    void aPatientWhoMayNotBeAskedAboutIsAsGoodAsUnknown() {
        ConsentDecisionPoint notMary = (caller, transaction) ->
                resource -> transaction.equals("ITI-55") && resource.patientId().equals(MARY.id())
                        ? new Decision.Denied("does not share")
                        : new Decision.Permitted("shares", false);
        CrossGatewayPatientDiscovery discovery = new CrossGatewayPatientDiscovery(Patients.of(MARY, TWIN), notMary, US);

        assertThat(discovery.perform(about(Demographics.UNKNOWN, CARD), CALLER)).isEqualTo(NotFound.NOBODY);
        assertThat(discovery.perform(about(mary(FEMALE)), CALLER))
                .isEqualTo(ask(about(mary(FEMALE)), TWIN))
                .isInstanceOf(Found.class);
    }
}
