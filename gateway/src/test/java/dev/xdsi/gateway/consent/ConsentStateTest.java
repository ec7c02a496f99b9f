package dev.xdsi.gateway.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.consent.ConsentOnFile;
import dev.xdsi.consent.DomainPolicy;
import dev.xdsi.consent.PolicyDecisionPoint;
import dev.xdsi.gateway.consent.ConsentState.State;
import dev.xdsi.gateway.consent.ConsentState.Told;
import dev.xdsi.model.Code;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.transaction.Caller;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsentStateTest {
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
    private static final Instant SINCE = Instant.parse("2026-02-01T00:00:00Z");
    private static final PatientId PATIENT = new PatientId("p1", new Oid("1.2.3"));
    private static final PolicyCatalogue POLICIES = PolicyCatalogue.of("");

    @Test
    void withoutAConsentTheDefaultIsTold() {
        assertThat(told(DomainPolicy.Default.OPT_OUT, List.of(), null, true)).isEqualTo(new Told(State.SHARED, null));
        assertThat(told(DomainPolicy.Default.OPT_IN, List.of(), null, true))
                .isEqualTo(new Told(State.EMERGENCY_ONLY, null));
    }

    @ParameterizedTest
    @CsvSource({
        "share, SHARED",
        "share-nothing, EMERGENCY_ONLY",
        "no-images, EMERGENCY_ONLY",
        // What is marked as restricted is hidden, and so is that anything might be.
        "no-restricted, SHARED",
    })
    void aConsentIsToldByWhatItMeansForImagesAsMostAre(String policy, State state) {
        assertThat(told(DomainPolicy.Default.OPT_OUT, List.of(consent(policy, SINCE, null)), null, true))
                .isEqualTo(new Told(state, SINCE));
    }

    @Test
    void whatDoesNotCountNowHasNoDate() {
        assertThat(told(
                        DomainPolicy.Default.OPT_OUT,
                        List.of(
                                consent("share-nothing", SINCE, NOW.minusSeconds(1)),
                                consent("share-nothing", NOW.plusSeconds(1), null)),
                        null,
                        true))
                .isEqualTo(new Told(State.SHARED, null));
    }

    @Test
    void aStatedEmergencyIsToldAsSuch() {
        assertThat(told(
                        DomainPolicy.Default.OPT_OUT,
                        List.of(consent("share-nothing", SINCE, null)),
                        "unconscious",
                        true))
                .isEqualTo(new Told(State.EMERGENCY, SINCE));
    }

    @Test
    void whoMayNotBreakTheGlassIsToldTheSameOfEverybody() {
        Told ofObjector =
                told(DomainPolicy.Default.OPT_OUT, List.of(consent("share-nothing", SINCE, null)), null, false);

        assertThat(ofObjector).isEqualTo(told(DomainPolicy.Default.OPT_OUT, List.of(), null, false));
        assertThat(ofObjector).isEqualTo(new Told(State.UNTOLD, null));
    }

    private static ConsentOnFile consent(String policy, Instant from, @Nullable Instant until) {
        return new ConsentOnFile(
                "1.9." + policy.length(),
                List.of(POLICIES.find(policy).orElseThrow().oid()),
                from,
                until);
    }

    private static Told told(
            DomainPolicy.Default unlessSaid,
            List<ConsentOnFile> onFile,
            @Nullable String emergency,
            boolean mayBreakTheGlass) {
        DomainPolicy domain = new DomainPolicy(
                unlessSaid, Set.of("doctor^^r"), Set.of("doctor^^r"), Set.of("EMERGENCY^^p"), POLICIES.byOid());
        Caller caller = new Caller(
                new Caller.Node("127.0.0.1", Caller.ANONYMOUS, null),
                new Caller.User(
                        new Caller.Identity("ada", "issuer", "Ada", null),
                        new Caller.Affiliation(null, null, null, null, List.of(Code.of("doctor", "r", "Doctor"))),
                        new Caller.Intent(
                                List.of(Code.of(emergency == null ? "TREAT" : "EMERGENCY", "p", "why")),
                                emergency,
                                null,
                                List.of(),
                                List.of())));
        return new ConsentState(
                        new PolicyDecisionPoint(domain, (patient, by) -> onFile, InstantSource.fixed(NOW)),
                        (patient, by) -> onFile,
                        InstantSource.fixed(NOW))
                .of(PATIENT, caller, mayBreakTheGlass);
    }
}
