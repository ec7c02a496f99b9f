package dev.xdsi.gateway.statement;

import static dev.xdsi.gateway.statement.IheTransaction.*;
import static dev.xdsi.gateway.statement.Part.initiates;
import static dev.xdsi.gateway.statement.Part.responds;

import java.util.List;

/**
 * Every actor that this product plays, in which profile, with which options, and its part in each transaction. What wires an actor
 * names its entry here, so that a running gateway knows which of them it plays.
 */
public enum PlayedActor {
    DOCUMENT_REGISTRY(
            "XDS.b",
            "Document Registry",
            List.of("Patient Identity Feed", "Patient Identity Feed HL7v3", "On-Demand Documents"),
            responds(
                    ITI_42,
                    "/registry",
                    "submissions as a whole or not at all; every association; folders; codes of the affinity domain"),
            responds(ITI_61, "/registry", ""),
            responds(
                    ITI_18,
                    "/registry",
                    "FindDocuments, FindSubmissionSets, FindFolders, GetAll, GetDocuments, GetFolders, GetAssociations,"
                            + " GetDocumentsAndAssociations, GetSubmissionSets, GetSubmissionSetAndContents,"
                            + " GetFolderAndContents, GetFoldersForDocument, GetRelatedDocuments,"
                            + " FindDocumentsByReferenceId; LeafClass and ObjectRef ([parameters](stored-queries.md))"),
            responds(
                    ITI_51,
                    "/registry",
                    "FindDocumentsForMultiplePatients, FindFoldersForMultiplePatients,"
                            + " FindDocumentsByReferenceIdForMultiplePatients; LeafClass and ObjectRef"),
            responds(ITI_8, "HL7 v2.3.1 to 2.5.1 over MLLP, with and without TLS: ADT A01, A04, A05, A08, A40"),
            responds(ITI_44, "/patient-identity-feed", "patients added and revised, duplicates resolved")),
    /** With {@code registry.metadata-update: on}, as the two that follow. */
    UPDATED_REGISTRY(
            "XDS Metadata Update",
            "Document Registry",
            List.of(),
            responds(
                    ITI_57,
                    "/metadata-update",
                    "new versions of DocumentEntries and Folders, statuses, Associations; no change of patient")),
    CLEARED_REGISTRY("RMD", "Document Registry", List.of(), responds(ITI_62, "/metadata-update", "")),
    UPDATE_RESPONDER("RMU", "Update Responder", List.of(), responds(ITI_92, "/update-responder", "")),
    /** Only where an operator named recipients. */
    DOCUMENT_METADATA_NOTIFICATION_BROKER(
            "DSUB",
            "Document Metadata Notification Broker",
            List.of(),
            responds(
                    ITI_52,
                    "/notification-broker",
                    "DocumentEntries in full or by reference, SubmissionSets, Folders; of one patient or of all; each is"
                            + " ended at its own address"),
            initiates(ITI_53, "at least once; in order for each recipient; to recipients that the operator allowed")),
    DOCUMENT_REPOSITORY(
            "XDS.b",
            "Document Repository",
            List.of(),
            responds(ITI_41, "/repository", "documents as MTOM/XOP parts or inline"),
            initiates(ITI_42, ""),
            responds(ITI_43, "/repository", "")),
    /** With {@code repository.remove-documents: on}. */
    CLEARED_REPOSITORY("RMD", "Document Repository", List.of(), responds(ITI_86, "/remove-documents", "")),
    /** With {@code repository.on-demand.imaging-summary}. */
    ON_DEMAND_DOCUMENT_SOURCE(
            "XDS.b",
            "On-Demand Document Source",
            List.of("Persistence of Retrieved Documents"),
            initiates(ITI_61, "a patient's imaging summary"),
            responds(ITI_43, "/repository", "as PDF, made for the caller"),
            initiates(ITI_42, "snapshots")),
    DOCUMENT_CONSUMER(
            "XDS.b", "Document Consumer", List.of(), initiates(ITI_18, "FindDocuments"), initiates(ITI_43, "")),
    IMAGING_DOCUMENT_SOURCE(
            "XDS-I.b",
            "Imaging Document Source",
            List.of("Set of DICOM Instances", "PDF Report", "CDA Wrapped Text Report"),
            initiates(
                    RAD_68,
                    "a manifest (KOS, MADO or both, as configured) for each study, replaced when the study grows or instances are rejected (IOCM); reports beside it: PDF, CDA documents and text wrapped in one that are given, Encapsulated PDF, Encapsulated CDA and Structured Reports where `imaging-source.reports` says so"),
            initiates(
                    ITI_57,
                    "a manifest or a report of which nothing is left (IOCM), or that was taken back, becomes Deprecated"),
            responds(
                    RAD_69,
                    "/imaging-source",
                    "each instance in the transfer syntax in which it is stored, where that is among those asked for, or else in Explicit or Implicit VR Little Endian"),
            responds(
                    RAD_55,
                    "/wado",
                    "application/dicom; frames as image/jpeg, image/png and image/gif; Structured Reports as text/html"
                            + " and text/plain; encapsulated PDF as application/pdf"),
            responds(
                    RAD_107,
                    "/dicom-web",
                    "instances of a study, a series, or one; metadata as DICOM JSON and XML; bulk data, frames, rendered images, Structured Reports and encapsulated PDF, thumbnails")),
    CROSS_REFERENCE_CONSUMER(
            "PIXV3",
            "Patient Identifier Cross-reference Consumer",
            List.of(),
            initiates(ITI_45, "for the Imaging Document Source, where `imaging-source.pix-manager` names a manager")),
    IMAGING_DOCUMENT_CONSUMER(
            "XDS-I.b",
            "Imaging Document Consumer",
            List.of(),
            initiates(RAD_69, ""),
            initiates(RAD_55, "application/dicom"),
            initiates(RAD_107, "instances")),
    INITIATING_GATEWAY(
            "XCA",
            "Initiating Gateway",
            List.of("XDS Affinity Domain"),
            responds(ITI_18, "/initiating-gateway", "the queries of the registry"),
            initiates(ITI_38, ""),
            responds(ITI_43, "/initiating-gateway", ""),
            initiates(ITI_39, "")),
    RESPONDING_GATEWAY(
            "XCA",
            "Responding Gateway",
            List.of(),
            responds(ITI_38, "/responding-gateway", "the queries of the registry"),
            responds(ITI_39, "/responding-gateway", "")),
    INITIATING_IMAGING_GATEWAY(
            "XCA-I",
            "Initiating Imaging Gateway",
            List.of(),
            responds(RAD_69, "/initiating-imaging-gateway", ""),
            initiates(RAD_75, "")),
    RESPONDING_IMAGING_GATEWAY(
            "XCA-I",
            "Responding Imaging Gateway",
            List.of(),
            responds(RAD_75, "/responding-imaging-gateway", ""),
            initiates(RAD_69, "")),
    DISCOVERY_INITIATING_GATEWAY(
            "XCPD", "Initiating Gateway", List.of(), initiates(ITI_55, "by demographics; synchronous")),
    DISCOVERY_RESPONDING_GATEWAY(
            "XCPD",
            "Responding Gateway",
            List.of(),
            responds(ITI_55, "/patient-discovery", "one patient is named, or nobody")),
    X_SERVICE_PROVIDER(
            "XUA",
            "X-Service Provider",
            List.of("Subject-Role", "Authz-Consent", "PurposeOfUse"),
            responds(ITI_40, "SAML 2.0 bearer assertions, on every SOAP interface")),
    X_SERVICE_USER(
            "XUA",
            "X-Service User",
            List.of("Subject-Role", "PurposeOfUse"),
            initiates(ITI_40, "the assertion of the user for whom a partner is called, unchanged")),
    X_ASSERTION_PROVIDER("XUA", "X-Assertion Provider", List.of()),
    RESOURCE_SERVER(
            "IUA",
            "Resource Server",
            List.of("SAML Token"),
            responds(ITI_72, "on /dicom-web, /wado and /publications")),
    SECURE_APPLICATION(
            "ATNA",
            "Secure Application",
            List.of("STX: TLS 1.2 floor", "ATX: TLS Syslog", "ATX: UDP Syslog"),
            initiates(ITI_19, "mutual TLS 1.2 and 1.3 on SOAP, DICOMweb, DICOM, MLLP and syslog"),
            responds(ITI_19, "likewise"),
            initiates(ITI_20, "every transaction, on both of its sides; log-ins and security alerts")),
    AUDIT_RECORD_REPOSITORY(
            "ATNA",
            "Audit Record Repository",
            List.of("ATX: TLS Syslog", "ATX: UDP Syslog"),
            responds(ITI_20, "one transport at a time"));

    private final String profile;
    private final String actor;
    private final List<String> options;
    private final List<Part> parts;

    PlayedActor(String profile, String actor, List<String> options, Part... parts) {
        this.profile = profile;
        this.actor = actor;
        this.options = options;
        this.parts = List.of(parts);
    }

    public String profile() {
        return profile;
    }

    public String actor() {
        return actor;
    }

    public List<String> options() {
        return options;
    }

    public List<Part> parts() {
        return parts;
    }
}
