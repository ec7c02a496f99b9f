package dev.xdsi.soap;

import dev.xdsi.wsdl.rs.RegistryResponseType;
import dev.xdsi.wsdl.xdsb.DocumentRegistryPortType;
import dev.xdsi.wsdl.xdsb.DocumentRepositoryPortType;
import dev.xdsi.wsdl.xdsb.ProvideAndRegisterDocumentSetRequestType;
import dev.xdsi.wsdl.xdsb.RetrieveDocumentSetRequestType;
import dev.xdsi.wsdl.xdsb.RetrieveDocumentSetResponseType;
import java.util.function.Function;
import javax.xml.namespace.QName;

/** The services that the tests publish and call. */
public final class Contracts {
    private static final String XDS_B = "urn:ihe:iti:xds-b:2007";

    public static final SoapContract<DocumentRepositoryPortType> REPOSITORY = new SoapContract<>(
            DocumentRepositoryPortType.class,
            "wsdl/DocumentRepository.wsdl",
            new QName(XDS_B, "DocumentRepository_Service"),
            new QName(XDS_B, "DocumentRepository_Port_Soap12"),
            true);

    public static final SoapContract<DocumentRegistryPortType> REGISTRY = new SoapContract<>(
            DocumentRegistryPortType.class,
            "wsdl/DocumentRegistry.wsdl",
            new QName(XDS_B, "DocumentRegistry_Service"),
            new QName(XDS_B, "DocumentRegistry_Port_Soap12"),
            false);

    private Contracts() {}

    /** A repository that does what a test says. */
    public record Repository(
            Function<ProvideAndRegisterDocumentSetRequestType, RegistryResponseType> provide,
            Function<RetrieveDocumentSetRequestType, RetrieveDocumentSetResponseType> retrieve)
            implements DocumentRepositoryPortType {
        @Override
        public RegistryResponseType documentRepositoryProvideAndRegisterDocumentSetB(
                ProvideAndRegisterDocumentSetRequestType body) {
            return provide.apply(body);
        }

        @Override
        public RetrieveDocumentSetResponseType documentRepositoryRetrieveDocumentSet(
                RetrieveDocumentSetRequestType body) {
            return retrieve.apply(body);
        }
    }
}
