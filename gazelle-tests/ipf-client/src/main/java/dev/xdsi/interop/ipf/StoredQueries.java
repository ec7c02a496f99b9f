package dev.xdsi.interop.ipf;

import static org.openehealth.ipf.commons.ihe.xds.XDS.Interactions.ITI_18;
import static org.openehealth.ipf.commons.ihe.xds.XDS.Interactions.ITI_51;

import java.util.Map;
import java.util.function.Function;
import org.openehealth.ipf.commons.ihe.xds.XDS;
import org.openehealth.ipf.commons.ihe.xds.core.ebxml.ebxml30.EbXMLFactory30;
import org.openehealth.ipf.commons.ihe.xds.core.ebxml.ebxml30.EbXMLQueryResponse30;
import org.openehealth.ipf.commons.ihe.xds.core.requests.QueryRegistry;
import org.openehealth.ipf.commons.ihe.xds.core.requests.query.Query;
import org.openehealth.ipf.commons.ihe.xds.core.requests.query.QueryReturnType;
import org.openehealth.ipf.commons.ihe.xds.core.responses.QueryResponse;
import org.openehealth.ipf.commons.ihe.xds.core.stub.ebrs30.query.AdhocQueryRequest;
import org.openehealth.ipf.commons.ihe.xds.core.stub.ebrs30.query.AdhocQueryResponse;
import org.openehealth.ipf.commons.ihe.xds.core.transform.requests.QueryRegistryTransformer;
import org.openehealth.ipf.commons.ihe.xds.core.transform.responses.QueryResponseTransformer;
import org.openehealth.ipf.commons.ihe.xds.core.validate.requests.AdhocQueryRequestValidator;
import org.openehealth.ipf.commons.ihe.xds.core.validate.responses.QueryResponseValidator;
import org.openehealth.ipf.commons.ihe.xds.iti18.Iti18PortType;
import org.openehealth.ipf.commons.ihe.xds.iti51.Iti51PortType;

/** Registry Stored Query [ITI-18] and Multi-Patient Stored Query [ITI-51] from IPF's side. */
record StoredQueries(Report report, String registry) {
    private static final EbXMLFactory30 EBXML = new EbXMLFactory30();

    QueryResponse ask(String name, Query query) {
        return ask(name, query, QueryReturnType.LEAF_CLASS);
    }

    QueryResponse ask(String name, Query query, QueryReturnType returnType) {
        return ask(
                ITI_18,
                name,
                written(query, returnType),
                request -> Ports.call(
                        ITI_18,
                        Iti18PortType.class,
                        registry,
                        port -> port.documentRegistryRegistryStoredQuery(request)));
    }

    QueryResponse askAboutMany(String name, Query query) {
        return ask(
                ITI_51,
                name,
                written(query, QueryReturnType.LEAF_CLASS),
                request -> Ports.call(
                        ITI_51,
                        Iti51PortType.class,
                        registry,
                        port -> port.documentRegistryMultiPatientStoredQuery(request)));
    }

    private static QueryRegistry written(Query query, QueryReturnType returnType) {
        var registryQuery = new QueryRegistry(query);
        registryQuery.setReturnType(returnType);
        return registryQuery;
    }

    private QueryResponse ask(
            XDS.Interactions interaction,
            String name,
            QueryRegistry query,
            Function<AdhocQueryRequest, AdhocQueryResponse> call) {
        var request = new QueryRegistryTransformer(EBXML).toEbXML(query);
        String transaction = interaction.name().replace('_', '-') + " " + name;
        AdhocQueryRequestValidator.getInstance().validate(request, interaction);
        var response = new EbXMLQueryResponse30(call.apply(request.getInternal()));
        report.judged(
                transaction + " response",
                () -> QueryResponseValidator.getInstance().validate(response, interaction));
        QueryResponse answer = new QueryResponseTransformer(EBXML).fromEbXML(response);
        report.answer(transaction, answer);
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
