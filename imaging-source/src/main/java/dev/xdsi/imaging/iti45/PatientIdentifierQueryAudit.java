package dev.xdsi.imaging.iti45;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditEvent;
import dev.xdsi.audit.AuditRecipe;
import dev.xdsi.audit.AuditedObject;
import dev.xdsi.audit.AuditedTransaction;
import dev.xdsi.audit.EventOutcome;
import dev.xdsi.model.PatientId;
import dev.xdsi.soap.hl7v3.PatientDiscoveryXml;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Outcome;
import dev.xdsi.transaction.iti45.PatientIdentifierAnswer;
import dev.xdsi.transaction.iti45.PatientIdentifierAnswer.Found;
import dev.xdsi.transaction.iti45.PatientIdentifierAnswer.Refused;
import dev.xdsi.transaction.iti45.PatientIdentifierQuery;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Query, as the Patient Identifier Cross-reference Consumer records ITI-45 (ITI TF-2: 3.45.5.1.1). */
public record PatientIdentifierQueryAudit(AuditContext context, URI manager)
        implements AuditRecipe<PatientIdentifierQuery, PatientIdentifierAnswer> {
    @Override
    public AuditEvent describe(Outcome<PatientIdentifierQuery, PatientIdentifierAnswer> outcome) {
        PatientIdentifierQuery query = outcome.request();
        byte[] written = PatientDiscoveryXml.write(query).getBytes(StandardCharsets.UTF_8);
        return AuditEvent.initiated(AuditedTransaction.ITI_45, outcome.caller(), context, Caller.ANONYMOUS, manager)
                .outcome(result(outcome))
                .objects(patients(outcome))
                .object(AuditedObject.query(
                        AuditedTransaction.ITI_45, query.queryId().value(), written))
                .build();
    }

    private static EventOutcome result(Outcome<PatientIdentifierQuery, PatientIdentifierAnswer> outcome) {
        return switch (outcome) {
            case Outcome.Failed<PatientIdentifierQuery, PatientIdentifierAnswer> failed ->
                EventOutcome.failed(failed.failure());
            case Outcome.Answered<PatientIdentifierQuery, PatientIdentifierAnswer> answered ->
                answered.response() instanceof Refused
                        ? new EventOutcome(EventOutcome.Indicator.SERIOUS_FAILURE, "refused")
                        : EventOutcome.SUCCESS;
        };
    }

    /** Whom was asked about, and as whom the manager knows him. */
    private static List<AuditedObject> patients(Outcome<PatientIdentifierQuery, PatientIdentifierAnswer> outcome) {
        Stream<PatientId> ids =
                outcome instanceof Outcome.Answered<PatientIdentifierQuery, PatientIdentifierAnswer> answered
                                && answered.response() instanceof Found found
                        ? found.ids().stream()
                        : Stream.of();
        return Stream.concat(Stream.of(outcome.request().patient()), ids)
                .distinct()
                .map(id -> AuditedObject.patient(id.cx()))
                .toList();
    }
}
