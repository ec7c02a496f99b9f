package dev.xdsi.interop.ipf;

import static org.openehealth.ipf.commons.ihe.xds.XDS.Interactions.ITI_18;

import java.util.List;
import java.util.Map;
import org.openehealth.ipf.commons.ihe.xds.core.ebxml.ebxml30.EbXMLFactory30;
import org.openehealth.ipf.commons.ihe.xds.core.ebxml.ebxml30.EbXMLQueryResponse30;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.AvailabilityStatus;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.DocumentEntry;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.Identifiable;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.SubmissionSet;
import org.openehealth.ipf.commons.ihe.xds.core.requests.QueryRegistry;
import org.openehealth.ipf.commons.ihe.xds.core.requests.query.FindDocumentsQuery;
import org.openehealth.ipf.commons.ihe.xds.core.requests.query.FindSubmissionSetsQuery;
import org.openehealth.ipf.commons.ihe.xds.core.requests.query.GetAssociationsQuery;
import org.openehealth.ipf.commons.ihe.xds.core.requests.query.GetDocumentsQuery;
import org.openehealth.ipf.commons.ihe.xds.core.requests.query.GetSubmissionSetAndContentsQuery;
import org.openehealth.ipf.commons.ihe.xds.core.requests.query.Query;
import org.openehealth.ipf.commons.ihe.xds.core.requests.query.QueryReturnType;
import org.openehealth.ipf.commons.ihe.xds.core.responses.QueryResponse;
import org.openehealth.ipf.commons.ihe.xds.core.transform.requests.QueryRegistryTransformer;
import org.openehealth.ipf.commons.ihe.xds.core.transform.responses.QueryResponseTransformer;
import org.openehealth.ipf.commons.ihe.xds.core.validate.requests.AdhocQueryRequestValidator;
import org.openehealth.ipf.commons.ihe.xds.core.validate.responses.QueryResponseValidator;
import org.openehealth.ipf.commons.ihe.xds.iti18.Iti18PortType;

/** Registry Stored Query [ITI-18] from IPF's side: everything about one patient, by five of the queries. */
record DocumentConsumer(Report report, String registry) {
    private static final EbXMLFactory30 EBXML = new EbXMLFactory30();

    void find(String patientId) {
        Identifiable patient = Identifiable.parse(patientId);
        var findDocuments = new FindDocumentsQuery();
        findDocuments.setPatientId(patient);
        findDocuments.setStatus(List.of(AvailabilityStatus.APPROVED));
        ask("FindDocuments/ObjectRef", findDocuments, QueryReturnType.OBJECT_REF);
        List<String> entries =
                ask("FindDocuments", findDocuments, QueryReturnType.LEAF_CLASS).getDocumentEntries().stream()
                        .map(DocumentEntry::getEntryUuid)
                        .toList();
        if (!entries.isEmpty()) {
            follow(entries);
        }
        var findSubmissionSets = new FindSubmissionSetsQuery();
        findSubmissionSets.setPatientId(patient);
        findSubmissionSets.setStatus(List.of(AvailabilityStatus.APPROVED));
        ask("FindSubmissionSets", findSubmissionSets, QueryReturnType.LEAF_CLASS).getSubmissionSets().stream()
                .map(SubmissionSet::getUniqueId)
                .forEach(this::contents);
    }

    private void follow(List<String> entries) {
        var getDocuments = new GetDocumentsQuery();
        getDocuments.setUuids(entries);
        ask("GetDocuments", getDocuments, QueryReturnType.LEAF_CLASS);
        var getAssociations = new GetAssociationsQuery();
        getAssociations.setUuids(entries);
        ask("GetAssociations", getAssociations, QueryReturnType.LEAF_CLASS);
    }

    private void contents(String submissionSet) {
        var contents = new GetSubmissionSetAndContentsQuery();
        contents.setUniqueId(submissionSet);
        ask("GetSubmissionSetAndContents", contents, QueryReturnType.LEAF_CLASS);
    }

    private QueryResponse ask(String name, Query query, QueryReturnType returnType) {
        var registryQuery = new QueryRegistry(query);
        registryQuery.setReturnType(returnType);
        var request = new QueryRegistryTransformer(EBXML).toEbXML(registryQuery);
        AdhocQueryRequestValidator.getInstance().validate(request, ITI_18);
        var response = new EbXMLQueryResponse30(Ports.call(
                ITI_18,
                Iti18PortType.class,
                registry,
                port -> port.documentRegistryRegistryStoredQuery(request.getInternal())));
        report.judged(
                "ITI-18 " + name + " response",
                () -> QueryResponseValidator.getInstance().validate(response, ITI_18));
        QueryResponse answer = new QueryResponseTransformer(EBXML).fromEbXML(response);
        report.answer("ITI-18 " + name, answer);
        contents(report, name, answer);
        return answer;
    }

    static void contents(Report report, String query, QueryResponse answer) {
        answer.getReferences().forEach(o -> report.line("reference", Map.of("query", query, "value", o)));
        answer.getSubmissionSets().forEach(o -> report.line("submissionSet", Map.of("query", query, "value", o)));
        answer.getDocumentEntries().forEach(o -> report.line("documentEntry", Map.of("query", query, "value", o)));
        answer.getFolders().forEach(o -> report.line("folder", Map.of("query", query, "value", o)));
        answer.getAssociations().forEach(o -> report.line("association", Map.of("query", query, "value", o)));
    }
}
