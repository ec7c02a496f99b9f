package dev.xdsi.interop;

import dev.xdsi.wsdl.lcm.SubmitObjectsRequest;
import dev.xdsi.wsdl.query.AdhocQueryRequest;
import dev.xdsi.wsdl.query.AdhocQueryResponse;
import dev.xdsi.wsdl.rs.RegistryResponseType;
import dev.xdsi.wsdl.xdsb.RetrieveDocumentSetRequestType;
import dev.xdsi.wsdl.xdsi.RetrieveImagingDocumentSetRequestType;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes to a file what we would put into a SOAP body. */
final class OurMessages {
    private static final JAXBContext CONTEXT = context();

    private OurMessages() {}

    static Path write(Path file, Object message) throws Exception {
        Object element = switch (message) {
            // An element of its own, though its type extends the next one.
            case AdhocQueryResponse response -> response;
            case RegistryResponseType response -> new dev.xdsi.wsdl.rs.ObjectFactory().createRegistryResponse(response);
            case RetrieveDocumentSetRequestType request ->
                new dev.xdsi.wsdl.xdsb.ObjectFactory().createRetrieveDocumentSetRequest(request);
            case RetrieveImagingDocumentSetRequestType request ->
                new dev.xdsi.wsdl.xdsi.ObjectFactory().createRetrieveImagingDocumentSetRequest(request);
            default -> message;
        };
        try (OutputStream out = Files.newOutputStream(file)) {
            CONTEXT.createMarshaller().marshal(element, out);
        }
        return file;
    }

    private static JAXBContext context() {
        try {
            return JAXBContext.newInstance(
                    SubmitObjectsRequest.class,
                    AdhocQueryRequest.class,
                    AdhocQueryResponse.class,
                    RetrieveDocumentSetRequestType.class,
                    RetrieveImagingDocumentSetRequestType.class);
        } catch (JAXBException e) {
            throw new IllegalStateException("the generated types do not fit together", e);
        }
    }
}
