package dev.xdsi.consumer.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.consumer.community.RemoteCommunity;
import dev.xdsi.consumer.iti55.Patients;
import dev.xdsi.disclosure.Decision;
import dev.xdsi.model.HomeCommunityId;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.patient.Demographics;
import dev.xdsi.model.patient.Patient;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.iti55.PatientDiscoveryResponse.Found;
import dev.xdsi.transaction.iti55.PatientMatch;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AgreedPatientIdsTest {
    private static final HomeCommunityId US = new HomeCommunityId(new Oid("1.2.3"));
    private static final HomeCommunityId THEM = new HomeCommunityId(new Oid("1.2.4"));
    private static final PatientId OURS = new PatientId("M1", new Oid("1.2.3.9"));
    private static final PatientId THEIRS = new PatientId("4711", new Oid("1.2.4.9"));
    private static final URI ADDRESS = URI.create("https://them.example/patient-discovery");
    private static final Caller CALLER = Caller.self("test");

    private final List<RemoteCommunity> communities = new ArrayList<>();
    private final List<URI> connected = new ArrayList<>();
    private boolean mayBeTold = true;
    private final DiscoveryPartners partners = new DiscoveryPartners(() -> communities, (community, address) -> {
        connected.add(address);
        return new DiscoveryPartner(
                community.home(),
                community.patientAuthority(),
                (request, caller) ->
                        new Found(List.of(new PatientMatch(THEIRS, community.home(), Demographics.UNKNOWN, 100))),
                1);
    });
    private final AgreedPatientIds ids = new AgreedPatientIds(
            () -> communities,
            new DiscoveredPatientIds(
                    US,
                    Patients.of(new Patient(OURS, List.of(), Demographics.UNKNOWN)),
                    partners,
                    new DiscoveredPatientIds.Memory(
                            new InMemoryCorrelations(10),
                            DiscoverySettings.DEFAULT,
                            () -> Instant.parse("2026-03-04T12:00:00Z")),
                    () -> "2.25.1"),
            (caller, transaction) ->
                    resource -> mayBeTold ? new Decision.Permitted("open", false) : new Decision.Denied("closed"));

    private void agreed(@Nullable URI patientDiscovery, @Nullable Oid authority) {
        communities.clear();
        communities.add(new RemoteCommunity(
                THEM,
                "them",
                new RemoteCommunity.Addresses(ADDRESS, null, patientDiscovery),
                authority,
                Duration.ofSeconds(1)));
    }

    @Test
    void discoversIdsWhereThatWasAgreedOnAndFindsTheWayBack() {
        agreed(ADDRESS, null);

        assertThat(ids.ourIdOf(THEIRS, THEM)).isEmpty();
        assertThat(ids.idOf(OURS, THEM, CALLER)).contains(THEIRS);
        assertThat(ids.ourIdOf(THEIRS, THEM)).contains(OURS);
    }

    @Test
    void tellsNobodyOfAPatientWhoMayNotBeAskedAbout() {
        agreed(ADDRESS, null);
        mayBeTold = false;
        assertThat(ids.idOf(OURS, THEM, CALLER)).isEmpty();
        assertThat(connected).isEmpty();

        mayBeTold = true;
        assertThat(ids.idOf(OURS, THEM, CALLER)).contains(THEIRS);
        mayBeTold = false;
        assertThat(ids.idOf(OURS, THEM, CALLER)).isEmpty();
    }

    @Test
    void takesTheSameIdWhereTheDomainIsShared() {
        agreed(null, null);
        assertThat(ids.idOf(OURS, THEM, CALLER)).contains(OURS);
        assertThat(ids.ourIdOf(OURS, THEM)).contains(OURS);

        agreed(null, OURS.assigningAuthority());
        assertThat(ids.idOf(OURS, THEM, CALLER)).contains(OURS);
    }

    @Test
    void takesNoIdWhereTheDomainIsAnother() {
        agreed(null, THEIRS.assigningAuthority());

        assertThat(ids.idOf(OURS, THEM, CALLER)).isEmpty();
    }

    @Test
    void takesNoIdInACommunityThatIsNotKnown() {
        assertThat(ids.idOf(OURS, THEM, CALLER)).isEmpty();
        assertThat(ids.ourIdOf(OURS, THEM)).isEmpty();
    }

    @Test
    void connectsOnceUntilTheAgreementChanges() {
        agreed(ADDRESS, null);
        partners.apply(THEM);
        partners.apply(THEM);
        agreed(URI.create("https://them.example/other"), null);
        partners.apply(THEM);

        assertThat(connected).containsExactly(ADDRESS, URI.create("https://them.example/other"));
        agreed(null, null);
        assertThat(partners.apply(THEM)).isEmpty();
    }
}
