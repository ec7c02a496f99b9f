package dev.xdsi.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.gateway.Gateway;
import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.gateway.demo.Demo;
import dev.xdsi.gateway.patient.PatientIdentitySource;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.patient.AdministrativeSex;
import dev.xdsi.model.patient.BirthTime;
import dev.xdsi.model.patient.Demographics;
import dev.xdsi.model.patient.Patient;
import dev.xdsi.model.patient.PersonName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The gateway of this process, spoken to over the same interfaces as any other. */
public record OwnGateway(Configuration configuration, Gateway gateway, GatewayClient client) implements Demo.Stage {
    private static final Duration AUDIT_PATIENCE = Duration.ofSeconds(60);
    private static final int AUDIT_PAGE = 1000;

    /** Registers the person of whom the phantom studies are, under an id, as a Patient Identity Source would (ITI-8). */
    void register(PatientId patient) throws IOException, CommandFailed {
        PatientIdentitySource.Answer answer = new PatientIdentitySource(
                        gateway.addresses().mllp(), Clock.systemUTC(), UUID::randomUUID)
                .register(new Patient(
                        patient,
                        List.of(),
                        Demographics.of(
                                PersonName.of("Yamada", "Tarou"), new BirthTime("19700131"), AdministrativeSex.OTHER)));
        if (!answer.isAccepted()) {
            throw new CommandFailed("The patient was not registered: " + answer.readable());
        }
    }

    @Override
    public RemoteEntity dicom() {
        return RemoteEntity.of(
                configuration.get(Settings.DICOM_AE_TITLE),
                gateway.addresses().dicom().getHostString(),
                gateway.addresses().dicom().getPort());
    }

    @Override
    public JsonNode publicationOf(String studyInstanceUID) throws CommandFailed {
        return client.publicationOf(studyInstanceUID);
    }

    @Override
    public JsonNode studies(PatientId patient) throws CommandFailed {
        return client.studies(patient);
    }

    @Override
    public void fetch(String studyInstanceUID, PatientId patient, String via, Path folder) throws Exception {
        try (InputStream zip = client.instances(studyInstanceUID, patient, via)) {
            Archive.unpack(zip, folder, count -> {});
        }
    }

    @Override
    public List<JsonNode> auditAfter(long number) throws Exception {
        if (!gateway.flushAudit(AUDIT_PATIENCE)) {
            throw new CommandFailed(
                    "The audit records were not delivered within " + AUDIT_PATIENCE.toSeconds() + " s.");
        }
        List<JsonNode> records = new ArrayList<>();
        long last = number;
        while (true) {
            JsonNode page = client.auditRecords(last, AUDIT_PAGE).path("records");
            if (page.isEmpty()) {
                return records;
            }
            page.forEach(records::add);
            last = page.get(page.size() - 1).path("id").asLong();
        }
    }

    @Override
    public long lastAudit() throws CommandFailed {
        JsonNode newest = client.auditRecords(-1, 1).path("records");
        return newest.isEmpty() ? 0 : newest.get(0).path("id").asLong();
    }
}
