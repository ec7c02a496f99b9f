package dev.xdsi.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.consent.DomainPolicy.Default;
import dev.xdsi.disclosure.Decision;
import dev.xdsi.disclosure.Resource;
import dev.xdsi.model.Code;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.transaction.Caller;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyDecisionPointTest {
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
    private static final PatientId PATIENT = new PatientId("p1", new Oid("1.2.3"));
    private static final PatientId OTHER = new PatientId("p2", new Oid("1.2.3"));
    private static final Map<String, Policy> POLICIES = Map.of(
            "1.1", new Policy.ShareWithTreatingStaff(),
            "1.2", new Policy.OnlyOrganisations(Set.of("urn:oid:9.1")),
            "1.3", new Policy.NotClassCodes(Set.of("psy^^c")),
            "1.4", new Policy.NotConfidentialityCodes(Set.of("V^^k")),
            "1.5", new Policy.EmergencyOnly());

    /** Columns: default, policies of one consent, role, organisation, class code, confidentiality, expected. */
    @ParameterizedTest
    @CsvSource({
        "OPT_OUT,,doctor,9.1,img,N,true",
        "OPT_IN,,doctor,9.1,img,N,false",
        "OPT_IN,1.1,doctor,9.2,img,N,true",
        "OPT_IN,1.1,clerk,9.1,img,N,false",
        "OPT_OUT,1.1,clerk,9.1,img,N,true",
        "OPT_IN,1.2,clerk,9.1,img,N,true",
        "OPT_OUT,1.2,doctor,9.2,img,N,false",
        "OPT_OUT,1.3,doctor,9.1,psy,N,false",
        "OPT_OUT,1.3,doctor,9.1,img,N,true",
        "OPT_IN,1.3,doctor,9.1,img,N,false",
        "OPT_OUT,1.4,doctor,9.1,img,V,false",
        "OPT_OUT,1.4,doctor,9.1,img,N,true",
        "OPT_OUT,1.5,doctor,9.1,img,N,false",
        "OPT_IN,1.1 1.3,doctor,9.1,psy,N,false",
        "OPT_IN,1.3 1.1,doctor,9.1,psy,N,false",
        "OPT_IN,1.1 1.2,doctor,9.2,img,N,false",
        "OPT_OUT,1.1 9.9,doctor,9.1,img,N,false",
        "OPT_OUT,1.2,,,img,N,false",
        "OPT_IN,1.1,,,img,N,false",
        "OPT_OUT,1.1,,,img,N,true",
    })
    void decidesByTheTable(
            Default unlessSaid,
            String policies,
            String role,
            String org,
            String classCode,
            String secret,
            boolean may) {
        List<String> oids = policies == null ? List.of() : List.of(policies.split(" "));
        Caller caller = role == null ? Caller.self("node") : caller(role, org, "TREAT", null, null);
        assertThat(decide(unlessSaid, oids, caller, document(classCode, secret)).isPermitted())
                .isEqualTo(may);
    }

    @ParameterizedTest
    @CsvSource({
        "doctor,EMERGENCY,unconscious,,true",
        "doctor,EMERGENCY,unconscious,p1,true",
        "doctor,EMERGENCY,unconscious,p2,false",
        "doctor,EMERGENCY,,,false",
        "doctor,EMERGENCY,' ',,false",
        "doctor,TREAT,unconscious,,false",
        "clerk,EMERGENCY,unconscious,,false",
    })
    void breaksTheGlassOnlyWithRolePurposeAndReasonForThatPatient(
            String role, String purpose, @Nullable String reason, @Nullable String patient, boolean may) {
        @Nullable PatientId about = patient == null ? null : new PatientId(patient, PATIENT.assigningAuthority());
        Caller caller = caller(role, "9.2", purpose, reason, about);
        Decision decision = decide(Default.OPT_OUT, List.of("1.5"), caller, document("img", "N"));
        assertThat(decision.isPermitted()).isEqualTo(may);
        assertThat(decision instanceof Decision.Permitted permitted && permitted.emergency())
                .isEqualTo(may);
    }

    /** Columns: the asserted patient, whether the records of p1 are open to him, and in an emergency. */
    @ParameterizedTest
    @CsvSource({
        "p1^^^&1.2.3&ISO,true,true",
        "p2^^^&1.2.3&ISO,false,false",
        "P1^^^&1.2.3&ISO,false,false",
        "p1^^^&2.9&ISO,true,false",
        "p2^^^&2.9&ISO,true,false",
    })
    void s50AnAssertionAboutOnePatientOpensNoOtherPatientsRecords(String asserted, boolean may, boolean override) {
        PatientId about = PatientId.parse(asserted).orElseThrow();
        Caller treating = caller("doctor", "9.1", "TREAT", null, about);
        Caller emergency = caller("doctor", "9.1", "EMERGENCY", "unconscious", about);
        for (Resource resource : List.of(document("img", "N"), Resource.ofPatient(PATIENT))) {
            assertThat(decide(Default.OPT_OUT, List.of(), treating, resource).isPermitted())
                    .isEqualTo(may);
            assertThat(decide(Default.OPT_IN, List.of("1.1"), treating, resource)
                            .isPermitted())
                    .isEqualTo(may);
            assertThat(decide(Default.OPT_OUT, List.of("1.5"), emergency, resource)
                            .isPermitted())
                    .isEqualTo(override);
        }
    }

    /** Columns: what the assertion refers to; a consent on file, one that ended, one that was replaced; an unknown one. */
    @ParameterizedTest
    @CsvSource({
        "urn:oid:1.7.1,true",
        "urn:oid:1.7.2,false",
        "urn:oid:1.7.3,false",
        "1.7.3,false",
        "urn:oid:1.7.1 urn:oid:1.7.3,false",
        "urn:oid:1.7.9,true",
    })
    void s52AnAssertionByARevokedConsentOpensNothing(String named, boolean may) {
        List<ConsentOnFile> approved = List.of(
                new ConsentOnFile("1.7.1", List.of("1.1"), null, null),
                new ConsentOnFile("1.7.2", List.of("1.1"), null, at(0L)));
        ConsentDocuments documents = new ConsentDocuments() {
            @Override
            public List<ConsentOnFile> of(PatientId patientId, Caller onBehalfOf) {
                return approved;
            }

            @Override
            public Set<String> withdrawn(PatientId patientId, Caller onBehalfOf) {
                return patientId.equals(PATIENT) ? Set.of("1.7.3") : Set.of();
            }
        };
        var view = point(Default.OPT_OUT, documents)
                .viewOf(referring(caller("doctor", "9.1", "TREAT", null, null), List.of(named.split(" "))), "ITI-18");
        assertThat(view.maySee(document("img", "N")).isPermitted()).isEqualTo(may);
        assertThat(view.mayAskAbout(Resource.ofPatient(PATIENT)).isPermitted()).isEqualTo(may);
    }

    @Test
    void isNoEmergencyWhereTheCallerMaySeeItAnyway() {
        Caller caller = caller("doctor", "9.1", "EMERGENCY", "unconscious", null);
        assertThat(decide(Default.OPT_OUT, List.of(), caller, document("img", "N")))
                .isInstanceOfSatisfying(
                        Decision.Permitted.class,
                        permitted -> assertThat(permitted.emergency()).isFalse());
    }

    @ParameterizedTest
    @CsvSource({"0,,false", "1,,true", ",0,true", ",1,false", "-1,1,false", "0,0,true"})
    void countsAConsentFromItsStartUntilJustBeforeItsEnd(@Nullable Long from, @Nullable Long until, boolean may) {
        ConsentOnFile consent = new ConsentOnFile("doc", List.of("1.5"), at(from), at(until));
        PolicyDecisionPoint point = point(Default.OPT_OUT, (patient, caller) -> List.of(consent));
        assertThat(point.viewOf(Caller.self("node"), "ITI-18")
                        .maySee(Resource.ofPatient(PATIENT))
                        .isPermitted())
                .isEqualTo(may);
    }

    @Test
    void saysNoWhenConsentsCannotBeReadEvenInAnEmergency() {
        PolicyDecisionPoint point = point(Default.OPT_OUT, (patient, by) -> {
            throw new IllegalStateException("secret detail");
        });
        Decision decision = point.viewOf(caller("doctor", "9.1", "EMERGENCY", "unconscious", null), "ITI-43")
                .maySee(document("img", "N"));
        assertThat(decision.isPermitted()).isFalse();
        assertThat(decision).as("who can wait may ask again").isInstanceOf(Decision.Undecided.class);
        assertThat(decision.because()).doesNotContain("secret detail");
    }

    @Test
    void readsConsentsOnceForEachPatientAndCallAndAfreshInTheNext() {
        List<PatientId> asked = new ArrayList<>();
        PolicyDecisionPoint point = point(Default.OPT_OUT, (patient, by) -> {
            asked.add(patient);
            return List.of();
        });
        var view = point.viewOf(Caller.self("node"), "ITI-18");
        view.maySee(document("img", "N"));
        view.maySee(document("psy", "V"));
        view.mayAskAbout(Resource.ofPatient(OTHER));
        point.viewOf(Caller.self("node"), "ITI-18").maySee(document("img", "N"));
        assertThat(asked).containsExactly(PATIENT, OTHER, PATIENT);
    }

    /** A registry that shows the caller nothing of the patient may keep back his objection. */
    @ParameterizedTest
    @CsvSource({
        "OPT_OUT,,TREAT,false,false",
        "OPT_OUT,,EMERGENCY,true,true",
        "OPT_OUT,1.3,TREAT,true,false",
        "OPT_IN,,TREAT,false,false",
        "OPT_IN,1.1,TREAT,true,false",
    })
    void whereNoConsentIsNoSureSignOptOutPermitsNothing(
            Default unlessSaid, @Nullable String policy, String purpose, boolean may, boolean emergency) {
        ConsentDocuments unsure = new ConsentDocuments() {
            @Override
            public List<ConsentOnFile> of(PatientId patientId, Caller onBehalfOf) {
                return policy == null ? List.of() : List.of(new ConsentOnFile("doc", List.of(policy), null, null));
            }

            @Override
            public boolean isSureOfNone(PatientId patientId, Caller onBehalfOf) {
                return false;
            }
        };
        Decision decision = point(unlessSaid, unsure)
                .viewOf(caller("doctor", "9.1", purpose, "unconscious", null), "RAD-69")
                .maySee(document("img", "N"));
        assertThat(decision.isPermitted()).isEqualTo(may);
        assertThat(decision instanceof Decision.Permitted permitted && permitted.emergency())
                .isEqualTo(emergency);
    }

    private static Decision decide(Default unlessSaid, List<String> policies, Caller caller, Resource resource) {
        List<ConsentOnFile> consents =
                policies.isEmpty() ? List.of() : List.of(new ConsentOnFile("doc", policies, null, null));
        return point(unlessSaid, (patient, by) -> consents)
                .viewOf(caller, "ITI-18")
                .maySee(resource);
    }

    private static PolicyDecisionPoint point(Default unlessSaid, ConsentDocuments documents) {
        Set<String> doctors = Set.of("doctor^^r");
        DomainPolicy domain = new DomainPolicy(unlessSaid, doctors, doctors, Set.of("EMERGENCY^^p"), POLICIES);
        return new PolicyDecisionPoint(domain, documents, () -> NOW);
    }

    private static Resource document(String classCode, String secret) {
        return new Resource(PATIENT, "1.9", Code.of(classCode, "c", "x"), null, Set.of(Code.of(secret, "k", "y")));
    }

    private static Caller caller(
            String role, @Nullable String org, String purpose, @Nullable String reason, @Nullable PatientId about) {
        return new Caller(
                new Caller.Node("127.0.0.1", "node", null),
                new Caller.User(
                        new Caller.Identity("u", "idp", "User", null),
                        new Caller.Affiliation(null, "urn:oid:" + org, null, null, List.of(Code.of(role, "r", "role"))),
                        new Caller.Intent(
                                List.of(Code.of(purpose, "p", "purpose")), reason, about, List.of(), List.of())));
    }

    private static Caller referring(Caller caller, List<String> consents) {
        Caller.User user = Objects.requireNonNull(caller.user());
        Caller.Intent intent = user.intent();
        return new Caller(
                caller.node(),
                new Caller.User(
                        user.identity(),
                        user.affiliation(),
                        new Caller.Intent(
                                intent.purposesOfUse(),
                                intent.emergencyReason(),
                                intent.patientId(),
                                consents,
                                List.of())));
    }

    private static @Nullable Instant at(@Nullable Long seconds) {
        return seconds == null ? null : NOW.plusSeconds(seconds);
    }
}
