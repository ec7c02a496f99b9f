package dev.xdsi.interop.ipf;

import static org.openehealth.ipf.commons.ihe.xds.RAD.Interactions.RAD_69;
import static org.openehealth.ipf.commons.ihe.xds.XDS.Interactions.ITI_43;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.openehealth.ipf.commons.ihe.xds.core.ebxml.ebxml30.EbXMLFactory30;
import org.openehealth.ipf.commons.ihe.xds.core.ebxml.ebxml30.EbXMLRetrieveDocumentSetResponse30;
import org.openehealth.ipf.commons.ihe.xds.core.requests.DocumentReference;
import org.openehealth.ipf.commons.ihe.xds.core.requests.RetrieveDocumentSet;
import org.openehealth.ipf.commons.ihe.xds.core.requests.RetrieveImagingDocumentSet;
import org.openehealth.ipf.commons.ihe.xds.core.requests.RetrieveSeries;
import org.openehealth.ipf.commons.ihe.xds.core.requests.RetrieveStudy;
import org.openehealth.ipf.commons.ihe.xds.core.transform.requests.RetrieveDocumentSetRequestTransformer;
import org.openehealth.ipf.commons.ihe.xds.core.transform.requests.RetrieveImagingDocumentSetRequestTransformer;
import org.openehealth.ipf.commons.ihe.xds.core.transform.responses.RetrieveDocumentSetResponseTransformer;
import org.openehealth.ipf.commons.ihe.xds.core.validate.ValidationProfile;
import org.openehealth.ipf.commons.ihe.xds.core.validate.responses.RetrieveDocumentSetResponseValidator;
import org.openehealth.ipf.commons.ihe.xds.iti43.Iti43PortType;
import org.openehealth.ipf.commons.ihe.xds.rad69.Rad69PortType;

/** Retrieve Document Set [ITI-43] and Retrieve Imaging Document Set [RAD-69] from IPF's side. */
record Retrieval(Report report, String url) {
    private static final EbXMLFactory30 EBXML = new EbXMLFactory30();
    private static final List<String> TRANSFER_SYNTAXES = List.of("1.2.840.10008.1.2.1", "1.2.840.10008.1.2");

    void document(String repositoryUniqueId, String documentUniqueId, Path outFile) throws IOException {
        var set = new RetrieveDocumentSet();
        set.getDocuments().add(new DocumentReference(repositoryUniqueId, documentUniqueId, null));
        var request = new RetrieveDocumentSetRequestTransformer(EBXML).toEbXML(set);
        keep(
                "ITI-43",
                ITI_43,
                new EbXMLRetrieveDocumentSetResponse30(Ports.call(
                        ITI_43,
                        Iti43PortType.class,
                        url,
                        port -> port.documentRepositoryRetrieveDocumentSet(request.getInternal()))),
                outFile);
    }

    void image(String locationUid, String study, String series, String instance, Path outFile) throws IOException {
        var references = List.of(new DocumentReference(locationUid, instance, null));
        var set = new RetrieveImagingDocumentSet();
        set.getRetrieveStudies().add(new RetrieveStudy(study, List.of(new RetrieveSeries(series, references))));
        set.getTransferSyntaxIds().addAll(TRANSFER_SYNTAXES);
        var request = new RetrieveImagingDocumentSetRequestTransformer(EBXML).toEbXML(set);
        keep(
                "RAD-69",
                RAD_69,
                new EbXMLRetrieveDocumentSetResponse30(Ports.call(
                        RAD_69,
                        Rad69PortType.class,
                        url,
                        port -> port.documentRepositoryRetrieveImagingDocumentSet(request.getInternal()))),
                outFile);
    }

    private void keep(
            String transaction, ValidationProfile profile, EbXMLRetrieveDocumentSetResponse30 response, Path outFile)
            throws IOException {
        report.judged(
                transaction + " response",
                () -> RetrieveDocumentSetResponseValidator.getInstance().validate(response, profile));
        var answer = new RetrieveDocumentSetResponseTransformer(EBXML).fromEbXML(response);
        report.answer(transaction, answer);
        for (var document : answer.getDocuments()) {
            try (InputStream in = document.getDataHandler().getInputStream();
                    OutputStream out = Files.newOutputStream(outFile)) {
                in.transferTo(out);
            }
            report.line(
                    "document",
                    Map.of(
                            "uniqueId", document.getRequestData().getDocumentUniqueId(),
                            "repositoryUniqueId", document.getRequestData().getRepositoryUniqueId(),
                            "mimeType", document.getMimeType(),
                            "size", Files.size(outFile)));
        }
    }
}
