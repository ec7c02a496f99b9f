package dev.xdsi.audit;

import static dev.xdsi.audit.EventAction.CREATE;
import static dev.xdsi.audit.EventAction.DELETE;
import static dev.xdsi.audit.EventAction.EXECUTE;
import static dev.xdsi.audit.EventAction.READ;
import static dev.xdsi.audit.EventAction.UPDATE;
import static dev.xdsi.audit.EventId.EXPORT;
import static dev.xdsi.audit.EventId.IMPORT;
import static dev.xdsi.audit.EventId.INSTANCES_ACCESSED;
import static dev.xdsi.audit.EventId.INSTANCES_TRANSFERRED;
import static dev.xdsi.audit.EventId.PATIENT_RECORD;
import static dev.xdsi.audit.EventId.PROCEDURE_RECORD;
import static dev.xdsi.audit.EventId.QUERY;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The transactions that are audited: the event each side records, and which of the two is the source of the data
 * (the "Security Audit Considerations" of each transaction in ITI TF-2 and RAD TF-2).
 */
public enum AuditedTransaction {
    /** Of the served side the record says whether the patient was new. */
    ITI_8("Patient Identity Feed", PATIENT_RECORD, CREATE, PATIENT_RECORD, CREATE, Source.CALLER),
    ITI_18("Registry Stored Query", QUERY, EXECUTE, QUERY, EXECUTE, Source.CALLER),
    ITI_38("Cross Gateway Query", QUERY, EXECUTE, QUERY, EXECUTE, Source.CALLER),
    ITI_39("Cross Gateway Retrieve", IMPORT, CREATE, EXPORT, READ, Source.SERVER),
    ITI_41("Provide and Register Document Set-b", EXPORT, READ, IMPORT, CREATE, Source.CALLER),
    RAD_68("Provide and Register Imaging Document Set - MTOM/XOP", EXPORT, READ, IMPORT, CREATE, Source.CALLER),
    ITI_42("Register Document Set-b", EXPORT, READ, IMPORT, CREATE, Source.CALLER),
    ITI_43("Retrieve Document Set", IMPORT, CREATE, EXPORT, READ, Source.SERVER),
    /** Of the served side the record says what became of the patient. */
    ITI_44("Patient Identity Feed", PATIENT_RECORD, CREATE, PATIENT_RECORD, CREATE, Source.CALLER),
    ITI_45("PIX Query", QUERY, EXECUTE, QUERY, EXECUTE, Source.CALLER),
    ITI_51("Multi-Patient Query", QUERY, EXECUTE, QUERY, EXECUTE, Source.CALLER),
    ITI_52("Document Metadata Subscribe", QUERY, EXECUTE, QUERY, EXECUTE, Source.CALLER),
    ITI_53("Document Metadata Notify", EXPORT, READ, IMPORT, CREATE, Source.CALLER),
    ITI_55("Cross Gateway Patient Discovery", QUERY, EXECUTE, QUERY, EXECUTE, Source.CALLER),
    ITI_57("Update Document Set", EXPORT, UPDATE, IMPORT, UPDATE, Source.CALLER),
    ITI_61("Register On-Demand Document Entry", EXPORT, READ, IMPORT, CREATE, Source.CALLER),
    ITI_62("Remove Metadata", PATIENT_RECORD, DELETE, PATIENT_RECORD, DELETE, Source.CALLER),
    ITI_86("Remove Documents", PATIENT_RECORD, DELETE, PATIENT_RECORD, DELETE, Source.CALLER),
    ITI_92("Restricted Update Document Set", EXPORT, UPDATE, IMPORT, UPDATE, Source.CALLER),
    RAD_69("Retrieve Imaging Document Set", INSTANCES_ACCESSED, CREATE, INSTANCES_TRANSFERRED, READ, Source.SERVER),
    RAD_75(
            "Cross Gateway Retrieve Imaging Document Set",
            INSTANCES_ACCESSED,
            CREATE,
            INSTANCES_TRANSFERRED,
            READ,
            Source.SERVER),
    RAD_55("WADO Retrieve", INSTANCES_ACCESSED, READ, INSTANCES_TRANSFERRED, READ, Source.SERVER),
    RAD_107("WADO-RS Retrieve", INSTANCES_ACCESSED, READ, INSTANCES_TRANSFERRED, READ, Source.SERVER),
    RAD_129("QIDO-RS Query", QUERY, EXECUTE, QUERY, EXECUTE, Source.CALLER),
    /** PS3.4 C: no IHE transactions of the profiles here, hence no EventTypeCode (PS3.15 A.5.3.10, A.5.3.7). */
    C_FIND(null, QUERY, EXECUTE, QUERY, EXECUTE, Source.CALLER),
    C_MOVE(null, INSTANCES_TRANSFERRED, READ, INSTANCES_TRANSFERRED, READ, Source.SERVER),
    C_GET(null, INSTANCES_TRANSFERRED, READ, INSTANCES_TRANSFERRED, READ, Source.SERVER),
    /** Storage (PS3.4 B, PS3.18 10.5): no IHE transaction, hence no EventTypeCode (PS3.15 A.5.3.7). */
    STORE(null, INSTANCES_TRANSFERRED, READ, INSTANCES_TRANSFERRED, CREATE, Source.CALLER),
    /**
     * Storage Commitment (PS3.4 J): what was transferred is asked about by who sent it, and reported to him; each of both is recorded as
     * DICOM Instances Transferred, the completion of a transfer (PS3.15 A.5.3.7).
     */
    STORAGE_COMMITMENT(null, INSTANCES_TRANSFERRED, EXECUTE, INSTANCES_TRANSFERRED, EXECUTE, Source.CALLER),
    COMMITMENT_REPORT(null, INSTANCES_TRANSFERRED, READ, INSTANCES_TRANSFERRED, READ, Source.SERVER),
    /** What modalities and archives tell of procedures (PS3.4 F.7 and R): Procedure Record (PS3.15 A.5.3). */
    MPPS(null, PROCEDURE_RECORD, UPDATE, PROCEDURE_RECORD, UPDATE, Source.CALLER),
    IAN(null, PROCEDURE_RECORD, UPDATE, PROCEDURE_RECORD, UPDATE, Source.CALLER),
    /** Somebody says whose a study is: a change of that patient's record (PS3.15 A.5.3.9), and no IHE transaction either. */
    LINK(null, PATIENT_RECORD, UPDATE, PATIENT_RECORD, UPDATE, Source.CALLER),
    /** Somebody gives a report about a study, or takes it back: likewise. */
    REPORT(null, PATIENT_RECORD, UPDATE, PATIENT_RECORD, UPDATE, Source.CALLER);

    /** Which side the data comes from: RoleIDCode 110153, the other side being 110152. */
    enum Source {
        CALLER,
        SERVER
    }

    /** The event as one side records it. */
    record Kind(EventId eventId, EventAction action) {}

    private final @Nullable String title;
    private final EventId initiatedEvent;
    private final EventAction initiatedAction;
    private final EventId servedEvent;
    private final EventAction servedAction;
    private final Source source;

    AuditedTransaction(
            @Nullable String title,
            EventId initiatedEvent,
            EventAction initiatedAction,
            EventId servedEvent,
            EventAction servedAction,
            Source source) {
        this.title = title;
        this.initiatedEvent = initiatedEvent;
        this.initiatedAction = initiatedAction;
        this.servedEvent = servedEvent;
        this.servedAction = servedAction;
        this.source = source;
    }

    /** EventTypeCode: the number of the transaction with its name. */
    public Optional<AuditCode> typeCode() {
        return Optional.ofNullable(title).map(text -> new AuditCode(number(), AuditCode.IHE_TRANSACTIONS, text));
    }

    /** As it is counted: by its number, and by its name where it has none. */
    Attempt.Exchange exchange(Attempt.Side side) {
        return new Attempt.Exchange(number(), side);
    }

    private String number() {
        return name().replace('_', '-');
    }

    Kind initiated() {
        return new Kind(initiatedEvent, initiatedAction);
    }

    Kind served() {
        return new Kind(servedEvent, servedAction);
    }

    boolean callerIsSource() {
        return source == Source.CALLER;
    }
}
