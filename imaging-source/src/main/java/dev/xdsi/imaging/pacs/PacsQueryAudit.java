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
import dev.xdsi.model.Oid;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;

/** Query, as who asks a PACS for the studies of a patient records it (PS3.15 A.5.3.10). */
public record PacsQueryAudit(AuditContext context, URI pacs) implements AuditRecipe<StudyQuestion, List<Oid>> {
    @Override
    public AuditEvent describe(Outcome<StudyQuestion, List<Oid>> outcome) {
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
                .object(AuditedObject.patient(outcome.request().patientId()))
                .object(AuditedObject.dimseQuery(
                        QueryRetrieveSopClass.STUDY_ROOT_FIND.uid(),
                        UID.ExplicitVRLittleEndian,
                        written.toByteArray()));
        if (outcome instanceof Outcome.Failed<StudyQuestion, List<Oid>> failed) {
            event.outcome(EventOutcome.failed(failed.failure()));
        }
        return event.build();
    }
}
