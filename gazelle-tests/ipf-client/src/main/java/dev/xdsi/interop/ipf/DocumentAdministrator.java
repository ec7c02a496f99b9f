package dev.xdsi.interop.ipf;

import static org.openehealth.ipf.commons.ihe.xds.RMU.Interactions.ITI_92;
import static org.openehealth.ipf.commons.ihe.xds.XDS.Interactions.ITI_42;
import static org.openehealth.ipf.commons.ihe.xds.XDS.Interactions.ITI_57;
import static org.openehealth.ipf.commons.ihe.xds.XDS.Interactions.ITI_61;
import static org.openehealth.ipf.commons.ihe.xds.XDS.Interactions.ITI_62;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.openehealth.ipf.commons.ihe.xds.XdsInteractionId;
import org.openehealth.ipf.commons.ihe.xds.core.ebxml.EbXMLSubmitObjectsRequest;
import org.openehealth.ipf.commons.ihe.xds.core.ebxml.ebxml30.EbXMLFactory30;
import org.openehealth.ipf.commons.ihe.xds.core.ebxml.ebxml30.EbXMLRegistryResponse30;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.Association;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.AssociationLabel;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.AssociationType;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.DocumentEntry;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.Identifiable;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.LocalizedString;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.ObjectReference;
import org.openehealth.ipf.commons.ihe.xds.core.requests.RegisterDocumentSet;
import org.openehealth.ipf.commons.ihe.xds.core.requests.RemoveMetadata;
import org.openehealth.ipf.commons.ihe.xds.core.stub.ebrs30.lcm.SubmitObjectsRequest;
import org.openehealth.ipf.commons.ihe.xds.core.stub.ebrs30.rs.RegistryResponseType;
import org.openehealth.ipf.commons.ihe.xds.core.transform.requests.RegisterDocumentSetTransformer;
import org.openehealth.ipf.commons.ihe.xds.core.transform.requests.RemoveMetadataRequestTransformer;
import org.openehealth.ipf.commons.ihe.xds.core.transform.responses.ResponseTransformer;
import org.openehealth.ipf.commons.ihe.xds.core.validate.requests.RemoveMetadataRequestValidator;
import org.openehealth.ipf.commons.ihe.xds.core.validate.responses.RegistryResponseValidator;
import org.openehealth.ipf.commons.ihe.xds.iti42.Iti42PortType;
import org.openehealth.ipf.commons.ihe.xds.iti57.Iti57PortType;
import org.openehealth.ipf.commons.ihe.xds.iti61.Iti61PortType;
import org.openehealth.ipf.commons.ihe.xds.iti62.Iti62PortType;
import org.openehealth.ipf.commons.ihe.xds.iti92.Iti92PortType;

/** On-demand entries and what becomes of them, from IPF's side: ITI-61, ITI-57, ITI-92, ITI-62. */
record DocumentAdministrator(Report report, Addresses at) {
    private static final EbXMLFactory30 EBXML = new EbXMLFactory30();

    /** Where a registry takes submissions, updates and restricted updates. */
    record Addresses(String registry, String update, String responder) {}

    /** Registers an entry, updates it twice, and removes all of it again. */
    void administer(String patientId) {
        Identifiable patient = Identifiable.parse(patientId);
        var removal = new RemoveMetadata();
        submit(
                ITI_61,
                Iti61PortType.class,
                at.registry(),
                submission(patient, Submission.onDemand(patient, uuid()), 0, removal),
                port -> port::documentRegistryRegisterOnDemandDocumentEntry);
        DocumentEntry entry = Submission.stored(patient, uuid());
        String logical = entry.getEntryUuid();
        submit(
                ITI_42,
                Iti42PortType.class,
                at.registry(),
                submission(patient, entry, 0, removal),
                port -> port::documentRegistryRegisterDocumentSetB);
        submit(
                ITI_57,
                Iti57PortType.class,
                at.update(),
                submission(patient, version(entry, logical, "Once corrected"), 1, removal),
                port -> port::documentRegistryUpdateDocumentSet);
        entry.setHomeCommunityId("urn:oid:1.3.6.1.4.1.21367.2005.3.7");
        submit(
                ITI_92,
                Iti92PortType.class,
                at.responder(),
                submission(patient, version(entry, logical, "Twice corrected"), 2, removal),
                port -> port::restrictedUpdateDocumentSet);
        new DocumentConsumer(new StoredQueries(report, at.registry())).findAnyKind(patient);
        remove(removal);
    }

    private static DocumentEntry version(DocumentEntry entry, String logical, String title) {
        entry.setLogicalUuid(logical);
        entry.setEntryUuid(uuid());
        entry.setTitle(new LocalizedString(title, "en-US", "UTF-8"));
        return entry;
    }

    /**
     * @param previous the version before the one that is submitted; 0 for the first
     * @param removal notes what is submitted
     */
    private static RegisterDocumentSet submission(
            Identifiable patient, DocumentEntry entry, int previous, RemoveMetadata removal) {
        var submission = new RegisterDocumentSet();
        submission.setSubmissionSet(Submission.submissionSet(patient, uuid()));
        submission.getDocumentEntries().add(entry);
        String set = submission.getSubmissionSet().getEntryUuid();
        var member = new Association(AssociationType.HAS_MEMBER, uuid(), set, entry.getEntryUuid());
        member.setLabel(AssociationLabel.ORIGINAL);
        if (previous > 0) {
            member.setPreviousVersion(Integer.toString(previous));
        }
        submission.getAssociations().add(member);
        for (String id : List.of(set, entry.getEntryUuid(), member.getEntryUuid())) {
            removal.getReferences().add(new ObjectReference(id));
        }
        return submission;
    }

    private <P> void submit(
            XdsInteractionId<?> transaction,
            Class<P> portType,
            String url,
            RegisterDocumentSet submission,
            Function<P, Function<SubmitObjectsRequest, RegistryResponseType>> operation) {
        EbXMLSubmitObjectsRequest<SubmitObjectsRequest> request =
                new RegisterDocumentSetTransformer(EBXML).toEbXML(submission);
        answered(
                transaction,
                Ports.call(
                        transaction,
                        portType,
                        url,
                        port -> operation.apply(port).apply(request.getInternal())));
    }

    private void remove(RemoveMetadata removal) {
        var request = new RemoveMetadataRequestTransformer().toEbXML(removal);
        report.judged(
                ITI_62 + " request",
                () -> RemoveMetadataRequestValidator.getInstance().validate(request, ITI_62));
        answered(
                ITI_62,
                Ports.call(
                        ITI_62,
                        Iti62PortType.class,
                        at.update(),
                        port -> port.documentRegistryDeleteDocumentSet(request.getInternal())));
    }

    private void answered(XdsInteractionId<?> transaction, RegistryResponseType answer) {
        var response = new EbXMLRegistryResponse30(answer);
        report.judged(
                transaction + " response",
                () -> RegistryResponseValidator.getInstance().validate(response, transaction));
        report.answer(transaction.toString().replace('_', '-'), new ResponseTransformer(EBXML).fromEbXML(response));
    }

    private static String uuid() {
        return "urn:uuid:" + UUID.randomUUID();
    }
}
