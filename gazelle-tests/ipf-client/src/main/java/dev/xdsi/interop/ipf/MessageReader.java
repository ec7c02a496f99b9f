package dev.xdsi.interop.ipf;

import static org.openehealth.ipf.commons.ihe.xds.RAD.Interactions.RAD_69;
import static org.openehealth.ipf.commons.ihe.xds.XDS.Interactions.ITI_18;
import static org.openehealth.ipf.commons.ihe.xds.XDS.Interactions.ITI_42;
import static org.openehealth.ipf.commons.ihe.xds.XDS.Interactions.ITI_43;

import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBElement;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Unmarshaller;
import java.nio.file.Path;
import java.util.Map;
import javax.xml.transform.stream.StreamSource;
import org.openehealth.ipf.commons.ihe.xds.core.XdsJaxbDataBinding;
import org.openehealth.ipf.commons.ihe.xds.core.ebxml.ebxml30.EbXMLAdhocQueryRequest30;
import org.openehealth.ipf.commons.ihe.xds.core.ebxml.ebxml30.EbXMLFactory30;
import org.openehealth.ipf.commons.ihe.xds.core.ebxml.ebxml30.EbXMLNonconstructiveDocumentSetRequest30;
import org.openehealth.ipf.commons.ihe.xds.core.ebxml.ebxml30.EbXMLQueryResponse30;
import org.openehealth.ipf.commons.ihe.xds.core.ebxml.ebxml30.EbXMLRegistryResponse30;
import org.openehealth.ipf.commons.ihe.xds.core.ebxml.ebxml30.EbXMLRetrieveImagingDocumentSetRequest30;
import org.openehealth.ipf.commons.ihe.xds.core.ebxml.ebxml30.EbXMLSubmitObjectsRequest30;
import org.openehealth.ipf.commons.ihe.xds.core.ebxml.ebxml30.RetrieveDocumentSetRequestType;
import org.openehealth.ipf.commons.ihe.xds.core.stub.ebrs30.lcm.SubmitObjectsRequest;
import org.openehealth.ipf.commons.ihe.xds.core.stub.ebrs30.query.AdhocQueryRequest;
import org.openehealth.ipf.commons.ihe.xds.core.stub.ebrs30.query.AdhocQueryResponse;
import org.openehealth.ipf.commons.ihe.xds.core.stub.ebrs30.rs.ObjectFactory;
import org.openehealth.ipf.commons.ihe.xds.core.stub.ebrs30.rs.RegistryResponseType;
import org.openehealth.ipf.commons.ihe.xds.core.stub.xdsi.RetrieveImagingDocumentSetRequestType;
import org.openehealth.ipf.commons.ihe.xds.core.transform.requests.QueryRegistryTransformer;
import org.openehealth.ipf.commons.ihe.xds.core.transform.requests.RegisterDocumentSetTransformer;
import org.openehealth.ipf.commons.ihe.xds.core.transform.responses.QueryResponseTransformer;
import org.openehealth.ipf.commons.ihe.xds.core.transform.responses.ResponseTransformer;
import org.openehealth.ipf.commons.ihe.xds.core.validate.requests.AdhocQueryRequestValidator;
import org.openehealth.ipf.commons.ihe.xds.core.validate.requests.NonconstructiveDocumentSetRequestValidator;
import org.openehealth.ipf.commons.ihe.xds.core.validate.requests.RetrieveImagingDocumentSetRequestValidator;
import org.openehealth.ipf.commons.ihe.xds.core.validate.requests.SubmitObjectsRequestValidator;
import org.openehealth.ipf.commons.ihe.xds.core.validate.responses.QueryResponseValidator;
import org.openehealth.ipf.commons.ihe.xds.core.validate.responses.RegistryResponseValidator;

/** Reads a message as IPF would after taking it from its SOAP body, judges it and prints what it understood. */
record MessageReader(Report report) {
    private static final EbXMLFactory30 EBXML = new EbXMLFactory30();

    void read(Path file) throws JAXBException {
        String name = String.valueOf(file.getFileName());
        switch (unmarshal(file)) {
            case SubmitObjectsRequest message -> submission(name, new EbXMLSubmitObjectsRequest30(message));
            case AdhocQueryRequest message -> query(name, new EbXMLAdhocQueryRequest30(message));
            case AdhocQueryResponse message -> queryResponse(name, new EbXMLQueryResponse30(message));
            case RegistryResponseType message -> response(name, new EbXMLRegistryResponse30(message));
            case RetrieveDocumentSetRequestType message ->
                report.judged(
                        name,
                        () -> NonconstructiveDocumentSetRequestValidator.getInstance()
                                .validate(new EbXMLNonconstructiveDocumentSetRequest30<>(message), ITI_43));
            case RetrieveImagingDocumentSetRequestType message ->
                report.judged(
                        name,
                        () -> RetrieveImagingDocumentSetRequestValidator.getInstance()
                                .validate(new EbXMLRetrieveImagingDocumentSetRequest30(message), RAD_69));
            case Object unknown -> throw new IllegalArgumentException(name + " is a " + unknown.getClass());
        }
    }

    private static Object unmarshal(Path file) throws JAXBException {
        Unmarshaller unmarshaller = JAXBContext.newInstance(
                        SubmitObjectsRequest.class,
                        AdhocQueryRequest.class,
                        AdhocQueryResponse.class,
                        ObjectFactory.class,
                        RetrieveDocumentSetRequestType.class,
                        RetrieveImagingDocumentSetRequestType.class)
                .createUnmarshaller();
        unmarshaller.setListener(new XdsJaxbDataBinding.UnmarshallerListener());
        Object read = unmarshaller.unmarshal(new StreamSource(file.toFile()));
        return read instanceof JAXBElement<?> element ? element.getValue() : read;
    }

    private void submission(String name, EbXMLSubmitObjectsRequest30 message) {
        report.judged(name, () -> SubmitObjectsRequestValidator.getInstance().validate(message, ITI_42));
        var understood = new RegisterDocumentSetTransformer(EBXML).fromEbXML(message);
        report.line("submissionSet", Map.of("value", understood.getSubmissionSet()));
        understood.getDocumentEntries().forEach(entry -> report.line("documentEntry", Map.of("value", entry)));
        understood.getFolders().forEach(folder -> report.line("folder", Map.of("value", folder)));
        understood.getAssociations().forEach(association -> report.line("association", Map.of("value", association)));
    }

    private void query(String name, EbXMLAdhocQueryRequest30 message) {
        report.judged(name, () -> AdhocQueryRequestValidator.getInstance().validate(message, ITI_18));
        var understood = new QueryRegistryTransformer(EBXML).fromEbXML(message);
        report.line("query", Map.of("name", understood.getQuery().getClass().getSimpleName()));
    }

    private void queryResponse(String name, EbXMLQueryResponse30 message) {
        report.judged(name, () -> QueryResponseValidator.getInstance().validate(message, ITI_18));
        var understood = new QueryResponseTransformer(EBXML).fromEbXML(message);
        report.answer(name, understood);
        StoredQueries.contents(report, name, understood);
    }

    private void response(String name, EbXMLRegistryResponse30 message) {
        report.judged(name, () -> RegistryResponseValidator.getInstance().validate(message, ITI_42));
        report.answer(name, new ResponseTransformer(EBXML).fromEbXML(message));
    }
}
