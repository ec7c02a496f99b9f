package dev.xdsi.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.gateway.patient.PatientIdentitySource;
import dev.xdsi.gateway.share.ImagedPatient;
import dev.xdsi.gateway.share.InstanceFile;
import dev.xdsi.gateway.share.StudyFiles;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.patient.Demographics;
import dev.xdsi.model.patient.Patient;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A registry takes documents of patients whom it knows. Those of whom it has not heard are registered before their studies are sent; who is
 * known stays as he is.
 */
record NewPatients(Configuration configuration, GatewayClient gateway, Console console) {

    /** @param owner to whom all studies belong; null for each to the patient whom its images name */
    void register(StudyFiles files, @Nullable PatientId owner) throws CommandFailed {
        Map<PatientId, InstanceFile> patients = new LinkedHashMap<>();
        for (List<InstanceFile> study : files.studies().values()) {
            InstanceFile first = study.getFirst();
            Optional.ofNullable(owner).or(() -> named(first)).ifPresent(id -> patients.putIfAbsent(id, first));
        }
        for (Map.Entry<PatientId, InstanceFile> patient : patients.entrySet()) {
            register(patient.getKey(), patient.getValue());
        }
    }

    /** As the gateway understands a Patient ID that was not linked. */
    private Optional<PatientId> named(InstanceFile instance) {
        return PatientId.parse(
                instance.patientId().strip() + "^^^&" + configuration.get(Settings.PATIENT_AUTHORITY) + "&ISO");
    }

    private void register(PatientId id, InstanceFile described) throws CommandFailed {
        if (!id.assigningAuthority().equals(configuration.get(Settings.PATIENT_AUTHORITY))) {
            return;
        }
        JsonNode known = lookedUp(id);
        if (known == null) {
            return;
        }
        if (known.isEmpty()) {
            PatientIdentitySource.Answer answer =
                    AtRegistry.of(configuration, console).answer(source -> source.register(describe(id, described)));
            if (!answer.isAccepted()) {
                throw new CommandFailed("The patient " + id + " was not registered: " + answer.readable());
            }
            console.say("registered patient " + id + ", as the images describe him");
        } else if (!known.get(0).path("id").asText().equals(id.cx())) {
            throw new CommandFailed("The patient " + id + " was merged into "
                    + known.get(0).path("id").asText() + ". Share the study with that id.");
        }
    }

    /** Null where that is not for this user: then only a registered patient will do. */
    private @Nullable JsonNode lookedUp(PatientId id) {
        try {
            return gateway.patients(Map.of("id", id.cx())).path("patients");
        } catch (CommandFailed hidden) {
            console.say("whether patient " + id + " is known was not told: " + hidden.getMessage());
            return null;
        }
    }

    private static Patient describe(PatientId id, InstanceFile described) throws IOException {
        try {
            return ImagedPatient.in(described, id);
        } catch (IllegalArgumentException unusable) {
            return new Patient(id, List.of(), Demographics.UNKNOWN);
        }
    }
}
