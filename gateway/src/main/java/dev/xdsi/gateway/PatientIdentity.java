package dev.xdsi.gateway;

import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.gateway.patient.PatientsServlet;
import dev.xdsi.registry.PatientFeed;
import dev.xdsi.registry.iti42.PatientDirectory;
import dev.xdsi.registry.mllp.MllpLimits;
import dev.xdsi.registry.mllp.MllpPort;
import dev.xdsi.registry.patients.PatientStore;
import dev.xdsi.registry.patients.postgres.PostgresPatientStore;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.time.Clock;
import java.util.UUID;

/** Who the patients of this community are: fed by Patient Identity Sources, known to the registry and to other communities. */
final class PatientIdentity {
    private final Configuration configuration;
    private final Addresses addresses;
    private final Platform platform;
    private final PatientStore patients;

    PatientIdentity(Configuration configuration, Addresses addresses, Platform platform) {
        this.configuration = configuration;
        this.addresses = addresses;
        this.platform = platform;
        this.patients = PostgresPatientStore.open(platform.database());
    }

    /** Whom the registry takes submissions for. */
    PatientDirectory directory() {
        return configuration.get(Settings.UNKNOWN_PATIENTS).equals("reject")
                ? patients::isKnown
                : PatientDirectory.EVERYONE;
    }

    HttpServlet servlet() {
        return new PatientsServlet(patients, platform.audit());
    }

    /** Opens the plain port of ITI-8. */
    void listen(Parts parts) throws IOException {
        parts.add("Patient Identity Feed", feed().listen(MllpPort.plain(addresses.mllp())));
    }

    /** Opens the port of ITI-8 with mutual TLS. */
    void listenSecurely(Parts parts) throws IOException {
        parts.add(
                "Patient Identity Feed with TLS",
                feed().listen(MllpPort.secure(
                        addresses.mllpTls(), platform.tls().context())));
    }

    private PatientFeed feed() {
        return new PatientFeed(
                patients,
                configuration.get(Settings.PATIENT_AUTHORITY),
                MllpLimits.DEFAULT,
                new PatientFeed.Surroundings(
                        platform.audit(), platform.refusals(), Clock.systemUTC(), UUID::randomUUID));
    }
}
