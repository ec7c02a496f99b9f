package dev.xdsi.gateway.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditSource;
import dev.xdsi.audit.AuditTrail;
import dev.xdsi.audit.NodeAuthenticationFailures;
import dev.xdsi.audit.spool.InMemoryAuditSpool;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.patient.Address;
import dev.xdsi.model.patient.AdministrativeSex;
import dev.xdsi.model.patient.BirthTime;
import dev.xdsi.model.patient.Demographics;
import dev.xdsi.model.patient.Patient;
import dev.xdsi.model.patient.PersonName;
import dev.xdsi.registry.PatientFeed;
import dev.xdsi.registry.mllp.MllpLimits;
import dev.xdsi.registry.mllp.MllpListener;
import dev.xdsi.registry.mllp.MllpPort;
import dev.xdsi.registry.patients.InMemoryPatientStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the source writes, the registry reads. */
class PatientIdentitySourceTest {
    private static final Oid DOMAIN = new Oid("1.2.3");

    private final InMemoryPatientStore patients = new InMemoryPatientStore();
    private MllpListener port;

    @BeforeEach
    void open() throws IOException {
        AuditTrail audit = new AuditTrail(
                new InMemoryAuditSpool(1 << 20),
                new AuditContext(
                        new AuditSource("site", "registry", AuditSource.Type.APPLICATION_SERVER), "42", "here"),
                Clock.systemUTC(),
                1 << 20);
        port = new PatientFeed(
                        patients,
                        DOMAIN,
                        MllpLimits.DEFAULT,
                        new PatientFeed.Surroundings(
                                audit,
                                new NodeAuthenticationFailures(audit, Clock.systemUTC()),
                                Clock.systemUTC(),
                                UUID::randomUUID))
                .listen(MllpPort.plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
    }

    @AfterEach
    void close() throws Exception {
        port.close();
    }

    private PatientIdentitySource.Answer register(Patient patient) throws IOException {
        return new PatientIdentitySource(port.address(), Clock.systemUTC(), UUID::randomUUID).register(patient);
    }

    @Test
    void aPatientArrivesAsHeWasSent() throws IOException {
        Patient mary = new Patient(
                new PatientId("M1", DOMAIN),
                List.of(new PatientId("47 11", new Oid("1.2.3.4"))),
                new Demographics(
                        List.of(PersonName.of("O|M^ü&l~l\\er", "Mary", "Ann"), PersonName.of("Иванова", "Мария")),
                        new BirthTime("197003041205"),
                        AdministrativeSex.OTHER,
                        List.of(new Address("Main & Side St^1", "Spring|field", null, "62701", "USA")),
                        List.of("tel:+15551234")));

        PatientIdentitySource.Answer answer = register(mary);

        assertThat(answer.isAccepted()).as(answer.readable()).isTrue();
        assertThat(patients.patient(mary.id())).contains(mary);
    }

    @Test
    void aPatientIsUpdatedAndMerged() throws IOException {
        PatientIdentitySource source = new PatientIdentitySource(port.address(), Clock.systemUTC(), UUID::randomUUID);
        Patient mary = new Patient(
                new PatientId("M1", DOMAIN),
                List.of(),
                Demographics.of(PersonName.of("Doe", "Mary"), new BirthTime("19700304"), null));
        Patient john = new Patient(new PatientId("J1", DOMAIN), List.of(), Demographics.UNKNOWN);
        source.register(mary);
        source.register(john);

        assertThat(source.update(new Patient(
                                mary.id(),
                                List.of(),
                                new Demographics(
                                        List.of(PersonName.of("Smith", "Mary")), null, null, List.of(), List.of())))
                        .isAccepted())
                .isTrue();
        assertThat(patients.patient(mary.id()).orElseThrow().demographics().birthTime())
                .isEqualTo(new BirthTime("19700304"));

        assertThat(source.merge(john.id(), mary.id()).isAccepted()).isTrue();
        assertThat(patients.survivorOf(mary.id())).isEqualTo(john.id());
        assertThat(source.merge(mary.id(), john.id()).isAccepted()).isFalse();
    }

    @Test
    void aRefusalIsShownAsItCame() throws IOException {
        PatientIdentitySource.Answer answer =
                register(new Patient(new PatientId("X", new Oid("1.2.9")), List.of(), Demographics.UNKNOWN));

        assertThat(answer.isAccepted()).isFalse();
        assertThat(answer.readable().lines()).hasSize(3).anyMatch(line -> line.startsWith("MSA|AE|"));
    }

    @Test
    void aRegistryThatIsNotThereIsAnError() throws Exception {
        InetSocketAddress address = port.address();
        port.close();

        assertThatThrownBy(() -> new PatientIdentitySource(address, Clock.systemUTC(), UUID::randomUUID)
                        .register(new Patient(new PatientId("M1", DOMAIN), List.of(), Demographics.UNKNOWN)))
                .isInstanceOf(IOException.class);
        open();
    }
}
