package dev.xdsi.interop.ipf;

import static org.openehealth.ipf.commons.ihe.xds.XDS.Interactions.ITI_41;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.openehealth.ipf.commons.ihe.xds.core.ebxml.ebxml30.EbXMLFactory30;
import org.openehealth.ipf.commons.ihe.xds.core.ebxml.ebxml30.EbXMLRegistryResponse30;
import org.openehealth.ipf.commons.ihe.xds.core.transform.requests.ProvideAndRegisterDocumentSetTransformer;
import org.openehealth.ipf.commons.ihe.xds.core.transform.responses.ResponseTransformer;
import org.openehealth.ipf.commons.ihe.xds.core.validate.requests.ProvideAndRegisterDocumentSetRequestValidator;
import org.openehealth.ipf.commons.ihe.xds.core.validate.responses.RegistryResponseValidator;
import org.openehealth.ipf.commons.ihe.xds.iti41.Iti41PortType;

/** Provide and Register Document Set-b [ITI-41] from IPF's side. */
record DocumentSource(Report report, String repository) {
    private static final EbXMLFactory30 EBXML = new EbXMLFactory30();

    void submit(String patientId, List<Path> files) {
        var submission = Submission.of(patientId, files);
        var request = new ProvideAndRegisterDocumentSetTransformer(EBXML).toEbXML(submission);
        ProvideAndRegisterDocumentSetRequestValidator.getInstance().validate(request, ITI_41);
        var response = new EbXMLRegistryResponse30(Ports.call(
                ITI_41,
                Iti41PortType.class,
                repository,
                port -> port.documentRepositoryProvideAndRegisterDocumentSetB(request.getInternal())));
        report.judged(
                "ITI-41 response", () -> RegistryResponseValidator.getInstance().validate(response, ITI_41));
        report.answer("ITI-41", new ResponseTransformer(EBXML).fromEbXML(response));
        report.line("submissionSet", Map.of("value", submission.getSubmissionSet()));
        submission
                .getDocuments()
                .forEach(document -> report.line("documentEntry", Map.of("value", document.getDocumentEntry())));
        submission.getAssociations().forEach(association -> report.line("association", Map.of("value", association)));
    }
}
