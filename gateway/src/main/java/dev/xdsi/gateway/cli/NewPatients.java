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
    void register(StudyFiles files, @Nullable PatientId owner) {
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

    private void register(PatientId id, InstanceFile described) {
        if (!id.assigningAuthority().equals(configuration.get(Settings.PATIENT_AUTHORITY))) {
            return;
        }
        try {
            JsonNode known = gateway.patients(Map.of("id", id.cx())).path("patients");
            if (known.isEmpty()) {
                console.say(registered(id, described));
            } else if (!known.get(0).path("id").asText().equals(id.cx())) {
                console.say("patient " + id + " was merged into "
                        + known.get(0).path("id").asText() + ": share the study with that id");
            }
        } catch (CommandFailed notForUs) {
            // Where the registry is another's, or its patients are not for this user, it may know him all the same.
            console.say("patient " + id + " was not registered: " + notForUs.getMessage());
        }
    }

    private String registered(PatientId id, InstanceFile described) throws CommandFailed {
        PatientIdentitySource.Answer answer =
                AtRegistry.of(configuration, console).answer(source -> source.register(describe(id, described)));
        return answer.isAccepted()
                ? "registered patient " + id + ", as the images describe him"
                : "patient " + id + " was not registered: " + answer.readable();
    }

    private static Patient describe(PatientId id, InstanceFile described) throws IOException {
        try {
            return ImagedPatient.in(described, id);
        } catch (IllegalArgumentException unusable) {
            return new Patient(id, List.of(), Demographics.UNKNOWN);
        }
    }
}
