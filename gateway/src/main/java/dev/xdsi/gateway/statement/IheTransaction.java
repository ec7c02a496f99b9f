package dev.xdsi.gateway.statement;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The IHE transactions in which this product takes a part, with the {@code wsa:Action} of those that are SOAP. */
public enum IheTransaction {
    ITI_8("Patient Identity Feed", null),
    ITI_18("Registry Stored Query", "urn:ihe:iti:2007:RegistryStoredQuery"),
    ITI_19("Authenticate Node", null),
    ITI_20("Record Audit Event", null),
    ITI_38("Cross Gateway Query", "urn:ihe:iti:2007:CrossGatewayQuery"),
    ITI_39("Cross Gateway Retrieve", "urn:ihe:iti:2007:CrossGatewayRetrieve"),
    ITI_40("Provide X-User Assertion", null),
    ITI_41("Provide and Register Document Set-b", "urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-b"),
    ITI_42("Register Document Set-b", "urn:ihe:iti:2007:RegisterDocumentSet-b"),
    ITI_43("Retrieve Document Set", "urn:ihe:iti:2007:RetrieveDocumentSet"),
    /** Of its three messages the first; the others are PRPA_IN201302UV02 and PRPA_IN201304UV02. */
    ITI_44("Patient Identity Feed HL7 V3", "urn:hl7-org:v3:PRPA_IN201301UV02"),
    ITI_45("PIXV3 Query", "urn:hl7-org:v3:PRPA_IN201309UV02"),
    ITI_51("Multi-Patient Stored Query", "urn:ihe:iti:2009:MultiPatientStoredQuery"),
    /** On the wire it is WS-BaseNotification; a subscription is ended by an action of its own (ITI TF-2: 3.52.4). */
    ITI_52("Document Metadata Subscribe", "http://docs.oasis-open.org/wsn/bw-2/NotificationProducer/SubscribeRequest"),
    ITI_53("Document Metadata Notify", "http://docs.oasis-open.org/wsn/bw-2/NotificationConsumer/Notify"),
    ITI_55("Cross Gateway Patient Discovery", "urn:hl7-org:v3:PRPA_IN201305UV02:CrossGatewayPatientDiscovery"),
    ITI_57("Update Document Set", "urn:ihe:iti:2010:UpdateDocumentSet"),
    ITI_61("Register On-Demand Document Entry", "urn:ihe:iti:2010:RegisterOnDemandDocumentEntry"),
    ITI_62("Remove Metadata", "urn:ihe:iti:2010:DeleteDocumentSet"),
    ITI_72("Incorporate Access Token", null),
    ITI_86("Remove Documents", "urn:ihe:iti:2017:RemoveDocuments"),
    ITI_92("Restricted Update Document Set", "urn:ihe:iti:2018:RestrictedUpdateDocumentSet"),
    RAD_55("WADO Retrieve", null),
    /** On the wire it is Provide and Register Document Set-b (RAD TF-2: 4.68). */
    RAD_68("Provide and Register Imaging Document Set - MTOM/XOP", null),
    RAD_69("Retrieve Imaging Document Set", "urn:ihe:rad:2009:RetrieveImagingDocumentSet"),
    RAD_75("Cross Gateway Retrieve Imaging Document Set", "urn:ihe:rad:2011:CrossGatewayRetrieveImagingDocumentSet"),
    RAD_107("WADO-RS Retrieve", null);

    private final String title;
    private final @Nullable String action;

    IheTransaction(String title, @Nullable String action) {
        this.title = title;
        this.action = action;
    }

    /** The name, as in the Technical Framework. */
    public String title() {
        return title;
    }

    /** The {@code wsa:Action} of the request; empty where the transaction is not SOAP of its own. */
    public Optional<String> action() {
        return Optional.ofNullable(action);
    }

    /** The number as it is written: {@code ITI-18}. */
    public String number() {
        return name().replace('_', '-');
    }
}
