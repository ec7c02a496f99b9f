package dev.xdsi.imaging.pacs;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditEvent;
import dev.xdsi.audit.AuditRecipe;
import dev.xdsi.audit.AuditedObject;
import dev.xdsi.audit.AuditedTransaction;
import dev.xdsi.audit.EventOutcome;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.net.QueryRetrieveSopClass;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/** Query, as who asks a PACS for the studies of a patient records it (PS3.15 A.5.3.10). */
public record PacsQueryAudit(AuditContext context, URI pacs) implements AuditRecipe<StudyQuestion, FoundStudies> {
    @Override
    public AuditEvent describe(Outcome<StudyQuestion, FoundStudies> outcome) {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        try {
            Part10.writeDataSet(
                    written,
                    TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                    outcome.request().keys());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        AuditEvent.Builder event = AuditEvent.initiated(
                        AuditedTransaction.C_FIND, outcome.caller(), context, Caller.ANONYMOUS, pacs)
                .objects(patients(outcome))
                .object(AuditedObject.dimseQuery(
                        asked(outcome).uid(), UID.ExplicitVRLittleEndian, written.toByteArray()));
        if (outcome instanceof Outcome.Failed<StudyQuestion, FoundStudies> failed) {
            event.outcome(EventOutcome.failed(failed.failure()));
        }
        return event.build();
    }

    /** What failed was, or would have been, asked for by the model that is the first choice. */
    private static QueryRetrieveSopClass asked(Outcome<StudyQuestion, FoundStudies> outcome) {
        return outcome instanceof Outcome.Answered<StudyQuestion, FoundStudies> answered
                ? answered.response().asked()
                : QueryRetrieveSopClass.STUDY_ROOT_FIND;
    }

    /** Who names a study learns whose it is. */
    private static List<AuditedObject> patients(Outcome<StudyQuestion, FoundStudies> outcome) {
        Stream<String> found = outcome instanceof Outcome.Answered<StudyQuestion, FoundStudies> answered
                ? answered.response().studies().stream().map(FoundStudy::patientId)
                : Stream.of();
        return Stream.concat(Stream.of(outcome.request().patientId()), found)
                .filter(patientId -> !patientId.isEmpty())
                .distinct()
                .map(AuditedObject::patient)
                .toList();
    }
}
