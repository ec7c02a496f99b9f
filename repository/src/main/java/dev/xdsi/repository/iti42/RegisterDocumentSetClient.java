package dev.xdsi.repository.iti42;

import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.repository.registration.RegistryDidNotAnswerException;
import dev.xdsi.repository.registration.RegistryNotReachedException;
import dev.xdsi.soap.SoapContract;
import dev.xdsi.soap.client.OnBehalf;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.soap.ebrim.RegistryResponseCodec;
import dev.xdsi.soap.ebrim.SubmissionCodec;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti42.RegisterDocumentSetRequest;
import dev.xdsi.wsdl.xdsb.DocumentRegistryPortType;
import jakarta.xml.ws.WebServiceException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/** Register Document Set-b [ITI-42] at a Document Registry behind SOAP (ITI TF-2: 3.42.4.1). */
public final class RegisterDocumentSetClient implements Transaction<RegisterDocumentSetRequest, RegistryResponse> {
    private static final String XDS_B = "urn:ihe:iti:xds-b:2007";
    private static final SoapContract<DocumentRegistryPortType> CONTRACT = new SoapContract<>(
            DocumentRegistryPortType.class,
            "wsdl/DocumentRegistry.wsdl",
            new QName(XDS_B, "DocumentRegistry_Service"),
            new QName(XDS_B, "DocumentRegistry_Port_Soap12"),
            false);

    private final DocumentRegistryPortType registry;
    private final URI address;

    public RegisterDocumentSetClient(SoapClients clients, URI address) {
        this.registry = clients.connect(CONTRACT, address);
        this.address = address;
    }

    /**
     * @throws RegistryNotReachedException when the registry has certainly not got the request
     * @throws RegistryDidNotAnswerException when it may have
     */
    @Override
    public RegistryResponse perform(RegisterDocumentSetRequest request, Caller caller) {
        try {
            return RegistryResponseCodec.decode(
                    OnBehalf.of(
                            caller,
                            () -> registry.documentRegistryRegisterDocumentSetB(
                                    SubmissionCodec.encode(request.submission()))),
                    ErrorCode.XDSRegistryError);
        } catch (WebServiceException e) {
            String message = "no answer from the registry at " + address + ": " + e.getMessage();
            throw causes(e).anyMatch(RegisterDocumentSetClient::isBeforeTheRequest)
                    ? new RegistryNotReachedException(message, e)
                    : new RegistryDidNotAnswerException(message, e);
        }
    }

    private static boolean isBeforeTheRequest(Throwable cause) {
        return cause instanceof ConnectException
                || cause instanceof UnknownHostException
                || cause instanceof NoRouteToHostException
                || cause instanceof SSLHandshakeException;
    }

    private static Stream<Throwable> causes(@Nullable Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, cause -> cause == null ? null : cause.getCause())
                .limit(20)
                .flatMap(Stream::ofNullable);
    }
}
