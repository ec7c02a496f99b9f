package dev.xdsi.journey;

import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.repository.iti42.RegisterDocumentSetClient;
import dev.xdsi.repository.registration.RegistryDidNotAnswerException;
import dev.xdsi.repository.registration.RegistryNotReachedException;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.client.ClientTimeouts;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.iti42.RegisterDocumentSetRequest;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** Registers a patient's documents one after the other and keeps which were acknowledged. */
final class RegistrationLedger {
    private final RegisterDocumentSetClient registry;
    private final PatientId patient;
    private final List<String> acknowledged = new CopyOnWriteArrayList<>();

    RegistrationLedger(URI registry, PatientId patient, Path folder) {
        this.registry = new RegisterDocumentSetClient(
                new SoapClients(
                        new SoapSettings(SoapLimits.DEFAULT, folder, UUID::randomUUID), null, ClientTimeouts.DEFAULT),
                registry);
        this.patient = patient;
    }

    /** Whether one more was acknowledged. */
    boolean register() {
        String name = "registered-" + UUID.randomUUID();
        DocumentEntry entry =
                Submissions.manifest(name).toBuilder().patientId(patient).build();
        try {
            boolean accepted = registry.perform(
                            new RegisterDocumentSetRequest(Submissions.of(
                                    Submissions.submissionSet(name + "-set").toBuilder()
                                            .patientId(patient)
                                            .build(),
                                    entry,
                                    Submissions.member(
                                            name + "-member", Submissions.uuid(name + "-set"), entry.entryUUID()))),
                            Caller.self("test"))
                    .errors()
                    .isEmpty();
            if (accepted) {
                acknowledged.add(entry.entryUUID().toString());
            }
            return accepted;
        } catch (RegistryNotReachedException | RegistryDidNotAnswerException gone) {
            return false;
        }
    }

    /** Goes on until the registry answers no more. */
    Thread goOn() {
        return Thread.ofVirtual().start(() -> {
            boolean answered;
            do {
                answered = register();
            } while (answered);
        });
    }

    /** Their entryUUIDs. */
    List<String> acknowledged() {
        return List.copyOf(acknowledged);
    }
}
