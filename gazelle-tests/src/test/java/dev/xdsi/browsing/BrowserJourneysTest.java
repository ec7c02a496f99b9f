package dev.xdsi.browsing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.browsing.PreparedStudies.Change;
import dev.xdsi.gateway.RunningGateway;
import dev.xdsi.gateway.cli.Credentials;
import dev.xdsi.gateway.patient.PatientIdentitySource;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.patient.AdministrativeSex;
import dev.xdsi.model.patient.BirthTime;
import dev.xdsi.model.patient.Demographics;
import dev.xdsi.model.patient.Patient;
import dev.xdsi.model.patient.PersonName;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What users do in the portal and in the viewer, done by a real browser with a running gateway and a neighbour. */
@Tag("integration")
class BrowserJourneysTest {
    /** Longer than a journey waits for anything: whatever waits for a silent neighbour is seen to do so. */
    private static final String BUDGET = "2 min";

    @TempDir
    private static Path folder;

    private static TwoCommunities communities;
    private static RunningGateway gateway;
    private static Browser browser;
    private static Backstage backstage;
    private static Map<String, String> environment;

    @BeforeAll
    static void start() throws Exception {
        browser = Browser.ofThisMachine();
        communities = TwoCommunities.start(folder, BUDGET);
        gateway = communities.here();
        backstage = Backstage.open(deeds());
        Credentials first = Credentials.ofFirstUser(folder.resolve("here")).orElseThrow();
        environment = new HashMap<>(Map.of(
                "XDSI_PORTAL", gateway.gateway().addresses().portal().toString(),
                "XDSI_VIEWER", gateway.gateway().addresses().viewer().toString(),
                "XDSI_BACKSTAGE", backstage.address(),
                "XDSI_HOSTILE", PreparedStudies.HOSTILE,
                "XDSI_USER", first.user(),
                "XDSI_PASSWORD", first.password()));
        prepare();
    }

    private static void prepare() throws Exception {
        PreparedStudies ours = new PreparedStudies(gateway, folder.resolve("ours"));
        PreparedStudies souths = new PreparedStudies(communities.south(), folder.resolve("souths"));
        for (String what : List.of("USUAL", "COMPRESSED", "SILENT", "WITHDRAWN", "SHARED")) {
            Change change = what.equals("COMPRESSED") ? PreparedStudies::compress : Change.NONE;
            String study = ours.send(patient(what), what.equals("USUAL") ? 8 : 3, change);
            environment.put("XDSI_PATIENT_" + what, patient(what).cx());
            environment.put("XDSI_STUDY_" + what, study);
        }
        souths.send(patient("SHARED"), 4, PreparedStudies::makeHostile);
        register(patient("REGISTERED"));
        ours.awaitPublished();
        souths.awaitPublished();
        shareNothing(patient("SILENT"));
        addClinician();
    }

    /** Somebody who is no administrator. */
    private static void addClinician() throws Exception {
        Map<String, String> clinician =
                Map.of("id", "clinician", "name", "Dr. Clinician", "password", "a long pass-word");
        gateway.client().post("/api/users", clinician);
        environment.put("XDSI_CLINICIAN", "clinician");
        environment.put("XDSI_CLINICIAN_PASSWORD", "a long pass-word");
    }

    private static PatientId patient(String what) {
        return gateway.patient("BROWSER-" + what);
    }

    /** Jane Doe, born on 4 March 1970. */
    private static void register(PatientId id) throws Exception {
        PatientIdentitySource source =
                new PatientIdentitySource(gateway.gateway().addresses().mllp(), Clock.systemUTC(), UUID::randomUUID);
        Demographics jane =
                Demographics.of(PersonName.of("Doe", "Jane"), new BirthTime("19700304"), AdministrativeSex.FEMALE);
        assertThat(source.register(new Patient(id, List.of(), jane)).isAccepted())
                .isTrue();
    }

    private static Object shareNothing(PatientId patient) throws Exception {
        return gateway.client()
                .post("/api/consents", Map.of("patient", patient.cx(), "policies", List.of("share-nothing")));
    }

    private static Map<String, Callable<?>> deeds() {
        Wire wire = communities.wire();
        Complaints complaints = Complaints.listening();
        Map<String, Callable<?>> deeds = new HashMap<>();
        for (Wire.State state : Wire.State.values()) {
            deeds.put("south/" + state.name().toLowerCase(Locale.ROOT), () -> {
                wire.become(state);
                return state;
            });
        }
        deeds.put("south/connections", wire::connections);
        deeds.put("complaints", complaints::since);
        deeds.put("withdraw", () -> shareNothing(patient("WITHDRAWN")));
        return deeds;
    }

    @AfterAll
    static void stop() throws Exception {
        if (backstage != null) {
            backstage.close();
        }
        if (communities != null) {
            communities.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> journeys() throws Exception {
        List<String> all = Browser.journeys();
        assertThat(all).contains("open", "download", "keyboard", "stopped", "foreign");
        // The demonstration's is walked where it is demonstrated.
        return all.stream()
                .filter(name -> !name.equals("demo"))
                .map(name -> DynamicTest.dynamicTest(name, () -> browser.walk(name, environment)));
    }
}
