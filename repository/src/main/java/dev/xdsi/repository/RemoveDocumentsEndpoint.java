package dev.xdsi.repository;

import dev.xdsi.soap.SoapContract;
import dev.xdsi.soap.ebrim.DocumentRequestCodec;
import dev.xdsi.soap.ebrim.RegistryResponseCodec;
import dev.xdsi.soap.server.SoapCall;
import dev.xdsi.wsdl.rmd.DocumentRepositoryPortType;
import dev.xdsi.wsdl.rmd.RemoveDocumentsRequestType;
import dev.xdsi.wsdl.rs.RegistryResponseType;
import javax.xml.namespace.QName;

/** The web service of a Document Repository towards Document Administrators: ITI-86 (ITI TF-2: 3.86). */
public final class RemoveDocumentsEndpoint implements DocumentRepositoryPortType {
    private static final String NAMESPACE = "urn:ihe:iti:rmd:2017";

    public static final SoapContract<DocumentRepositoryPortType> CONTRACT = new SoapContract<>(
            DocumentRepositoryPortType.class,
            "wsdl/RemoveDocuments.wsdl",
            new QName(NAMESPACE, "DocumentRepository_Service"),
            new QName(NAMESPACE, "DocumentRepository_Port_Soap12"),
            false);

    private final DocumentRepository repository;

    public RemoveDocumentsEndpoint(DocumentRepository repository) {
        this.repository = repository;
    }

    @Override
    public RegistryResponseType documentRepositoryRemoveDocuments(RemoveDocumentsRequestType body) {
        return RegistryResponseCodec.encode(repository
                .removeDocuments()
                .perform(DocumentRequestCodec.decode(body), SoapCall.current().caller()));
    }
}
