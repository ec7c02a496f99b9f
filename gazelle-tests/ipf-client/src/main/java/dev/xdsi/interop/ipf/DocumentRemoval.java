package dev.xdsi.interop.ipf;

import static org.openehealth.ipf.commons.ihe.xds.XDS.Interactions.ITI_86;

import org.openehealth.ipf.commons.ihe.xds.core.ebxml.ebxml30.EbXMLFactory30;
import org.openehealth.ipf.commons.ihe.xds.core.ebxml.ebxml30.EbXMLRegistryResponse30;
import org.openehealth.ipf.commons.ihe.xds.core.requests.DocumentReference;
import org.openehealth.ipf.commons.ihe.xds.core.requests.RemoveDocuments;
import org.openehealth.ipf.commons.ihe.xds.core.transform.requests.RemoveDocumentsRequestTransformer;
import org.openehealth.ipf.commons.ihe.xds.core.transform.responses.ResponseTransformer;
import org.openehealth.ipf.commons.ihe.xds.core.validate.responses.RegistryResponseValidator;
import org.openehealth.ipf.commons.ihe.xds.iti86.Iti86PortType;

/** Remove Documents [ITI-86] from IPF's side. */
record DocumentRemoval(Report report, String url) {
    private static final EbXMLFactory30 EBXML = new EbXMLFactory30();

    void document(String repositoryUniqueId, String documentUniqueId) {
        var removal = new RemoveDocuments();
        removal.getDocuments().add(new DocumentReference(repositoryUniqueId, documentUniqueId, null));
        var request = new RemoveDocumentsRequestTransformer(EBXML).toEbXML(removal);
        var response = new EbXMLRegistryResponse30(Ports.call(
                ITI_86,
                Iti86PortType.class,
                url,
                port -> port.documentRepositoryRemoveDocuments(request.getInternal())));
        report.judged(
                "ITI-86 response", () -> RegistryResponseValidator.getInstance().validate(response, ITI_86));
        report.answer("ITI-86", new ResponseTransformer(EBXML).fromEbXML(response));
    }
}
