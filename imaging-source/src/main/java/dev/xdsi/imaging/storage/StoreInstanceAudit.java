package dev.xdsi.imaging.storage;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditEvent;
import dev.xdsi.audit.AuditRecipe;
import dev.xdsi.audit.AuditedObject;
import dev.xdsi.audit.AuditedTransaction;
import dev.xdsi.audit.EventOutcome;
import dev.xdsi.imaging.archive.Ingest;
import dev.xdsi.imaging.archive.PatientKey;
import dev.xdsi.imaging.archive.StoredInstance;
import dev.xdsi.transaction.Outcome;
import java.net.URI;
import java.util.Map;

/** DICOM Instances Transferred, as the receiver records each instance (PS3.15 A.5.3.7). */
public final class StoreInstanceAudit implements AuditRecipe<InstanceOffer, Ingest> {
    private final AuditContext context;
    private final URI endpoint;

    /** @param endpoint where instances are sent to: {@code dicom://host:port/AE} or the URL of STOW-RS */
    public StoreInstanceAudit(AuditContext context, URI endpoint) {
        this.context = context;
        this.endpoint = endpoint;
    }

    @Override
    public AuditEvent describe(Outcome<InstanceOffer, Ingest> outcome) {
        AuditEvent.Builder event = AuditEvent.served(AuditedTransaction.STORE, outcome.caller(), context, endpoint);
        switch (outcome) {
            case Outcome.Answered(InstanceOffer offer, var caller, Ingest ingest) -> describe(ingest, event);
            case Outcome.Failed(InstanceOffer offer, var caller, RuntimeException failure) ->
                event.outcome(EventOutcome.failed(failure));
        }
        return event.build();
    }

    private static void describe(Ingest ingest, AuditEvent.Builder event) {
        switch (ingest) {
            case Ingest.Stored(StoredInstance instance, PatientKey patient) -> {
                received(instance, patient, event);
                event.came(1, instance.file().length());
            }
            case Ingest.AlreadyStored(StoredInstance instance, PatientKey patient) ->
                received(instance, patient, event);
            case Ingest.Refused refused ->
                event.outcome(new EventOutcome(
                        EventOutcome.Indicator.SERIOUS_FAILURE, refused.reason().name()));
        }
    }

    private static void received(StoredInstance instance, PatientKey patient, AuditEvent.Builder event) {
        event.object(AuditedObject.patient(patient.patientId()))
                .object(AuditedObject.study(
                        instance.uids().study().value(),
                        Map.of(instance.sopClassUID().value(), 1)));
    }
}
